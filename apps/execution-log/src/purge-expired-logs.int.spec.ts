import { createLogger, Metrics } from '@gong-timeline/runtime';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { closeJobOnJobRead as close } from './close-job-on-job-read';
import { JOB, type LogFixture, OTHER_JOB, openLog, outcome, read, started } from '../test/execution-log';
import { openJobOnJobStarted as open } from './open-job-on-job-started';
import { PurgeExpiredLogs } from './purge-expired-logs';
import { recordOutcomeOnCallOutcome as record } from './record-outcome-on-call-outcome';
import { WatchBalance } from './watch-balance';

const silent = createLogger({ app: 'execution-log', level: 'silent' });
let server: TestDatabase;
let log: LogFixture;
let tenant: string;
let now = new Date();
const clock = { now: () => now };

beforeAll(async () => {
  server = await testDatabase('log');
  log = await openLog(server.url);
});
beforeEach(() => {
  tenant = uniqueName('acme');
});
afterAll(async () => {
  await log?.database.close();
  await server?.drop();
});

describe('PurgeExpiredLogs (S31)', () => {
  const purge = async () => {
    const purging = new PurgeExpiredLogs(log.database, clock, silent);
    let turns = 0;
    while ((await purging.turn()) === 'again') turns += 1;
    return turns;
  };
  const sixThousand = () => Array.from({ length: 6_000 }, (_, i) => outcome(tenant, { callId: String(1000 + i) }));

  it('deletes the rows of logs that have expired, a part at a time, and keeps the line with its counts', async () => {
    await log.hear(open, [started(tenant, { jobId: OTHER_JOB, retries: [{ callId: '1000', jobId: JOB }] })]);
    await log.hear(record, sixThousand());
    await log.hear(close, [read(tenant, 6_000)]);

    now = new Date('2026-04-02T12:00:40.999Z');
    expect(await purge()).toBe(0);
    expect(await log.outcomes(tenant)).toHaveLength(6_000);

    now = new Date('2026-04-02T12:00:41.000Z');
    expect(await purge()).toBe(2);
    expect(await log.outcomes(tenant)).toEqual([]);
    expect(await log.database.query('SELECT * FROM retried_calls WHERE tenant_id = $1', [tenant])).toEqual([]);
    expect(await log.job(tenant)).toMatchObject({ status: 'Success', outcomes: 6_000, purged_at: expect.any(Date) });
    expect(await purge()).toBe(0);
  });

  it('leaves jobs that run, however old, and jobs of which the log has not expired', async () => {
    await log.hear(record, [outcome(tenant), outcome(tenant, { jobId: OTHER_JOB })]);
    await log.hear(close, [read(tenant, 1, { jobId: OTHER_JOB, endedAt: '2026-05-01T00:00:00.000Z' })]);
    now = new Date('2026-05-02T00:00:00.000Z');
    await purge();
    expect(await log.outcomes(tenant)).toHaveLength(2);
  });

  it('takes nothing more into a log that is purged', async () => {
    await log.hear(record, [outcome(tenant, { code: 'internal.error', reference: 'ref-1' })]);
    await log.hear(close, [read(tenant, 1)]);
    now = new Date('2026-06-01T00:00:00.000Z');
    await purge();
    expect(await log.hear(record, [outcome(tenant)])).toEqual(['already-final']);
    expect(await log.outcomes(tenant)).toEqual([]);
    expect(await log.job(tenant)).toMatchObject({ outcomes: 1, by_code: { 'internal.error': 1 } });
  });
});

describe('WatchBalance (S32)', () => {
  it('tells of a job with more outcomes than calls, and of one whose outcomes do not come, once each', async () => {
    const lines: Record<string, unknown>[] = [];
    const metrics = new Metrics('execution-log');
    const errors = createLogger(
      { app: 'execution-log', level: 'error' },
      { write: (line) => void lines.push(JSON.parse(line)) },
    );
    const watch = new WatchBalance(log.database, clock, errors, metrics);
    await log.hear(close, [read(tenant, 1), read(tenant, 3, { jobId: OTHER_JOB })]);
    await log.hear(record, [outcome(tenant, { callId: '1' }), outcome(tenant, { callId: '2' })]);

    now = new Date('2026-03-03T12:30:40.000Z');
    await watch.turn();
    expect(lines).toMatchObject([
      { tenantId: tenant, jobId: JOB, callsRead: 1, outcomes: 2, trouble: 'out-of-balance' },
    ]);

    now = new Date('2026-03-03T12:30:41.000Z');
    await watch.turn();
    await watch.turn();
    expect(lines.slice(1)).toMatchObject([{ jobId: OTHER_JOB, callsRead: 3, outcomes: 0, trouble: 'overdue' }]);
    const text = await metrics.text();
    expect(text).toMatch(/execution_log_jobs_in_trouble\{trouble="overdue",.*\} 1/);
    expect(text).toMatch(/execution_log_jobs_in_trouble\{trouble="out-of-balance",.*\} 1/);
  });
});
