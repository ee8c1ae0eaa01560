import { createLogger } from '@gong-timeline/runtime';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { closeJobOnJobRead as close } from './close-job-on-job-read';
import { JOB, type LogFixture, OTHER_JOB, openLog, outcome, read, started } from '../test/execution-log';
import { openJobOnJobStarted as open } from './open-job-on-job-started';
import { PurgeExpiredLogs } from './purge-expired-logs';
import { recordOutcomeOnCallOutcome as record } from './record-outcome-on-call-outcome';

const silent = createLogger({ app: 'execution-log', level: 'silent' });
let server: TestDatabase;
let log: LogFixture;
let tenant: string;
let now = new Date();
const clock = { now: () => now };

beforeAll(async () => {
  server = await testDatabase('log');
  log = await openLog(server);
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
    expect(
      await log.database.within(tenant).query('SELECT * FROM retried_calls WHERE tenant_id = $1', [tenant]),
    ).toEqual([]);
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
