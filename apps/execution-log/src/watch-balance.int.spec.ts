import { createLogger, Metrics } from '@gong-timeline/runtime';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { closeJobOnJobRead as close } from './close-job-on-job-read';
import { JOB, type LogFixture, OTHER_JOB, openLog, outcome, progressed, read, started } from '../test/execution-log';
import { jobOf } from './job/job-of';
import { openJobOnJobStarted as open } from './open-job-on-job-started';
import { recordOutcomeOnCallOutcome as record } from './record-outcome-on-call-outcome';
import { showProgressOnJobProgressed as show } from './show-progress-on-job-progressed';
import { findJobRow } from './store/read-jobs';
import { WatchBalance } from './watch-balance';

const silent = createLogger({ app: 'execution-log', level: 'silent' });
let server: TestDatabase;
let log: LogFixture;
let tenant: string;
let now = new Date();
const clock = { now: () => now };

// A database a test: the watch looks over all tenants.
beforeEach(async () => {
  server = await testDatabase('log');
  log = await openLog(server);
  tenant = uniqueName('acme');
});
afterEach(async () => {
  await log?.database.close();
  await server?.drop();
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

describe('a job whose outcomes never come (S32)', () => {
  /** The newest news of the job of the examples. */
  const NEWEST = Date.parse('2026-03-03T12:00:41.000Z');
  const HOUR = 60 * 60 * 1000;
  /** One turn of a watch that has been there for long, at that time. */
  const watchAt = async (at: number) => {
    now = new Date(at - 2 * HOUR);
    const watch = new WatchBalance(log.database, clock, silent, new Metrics('execution-log'));
    now = new Date(at);
    await watch.turn();
  };
  const seen = async (jobId = JOB) => {
    const row = await findJobRow(log.database.within(tenant), tenant, jobId);
    if (row === undefined) throw new Error('no such job');
    return jobOf(row, now);
  };
  const threeReadOneTold = async () => {
    await log.hear(open, [started(tenant)]);
    await log.hear(record, [outcome(tenant, { callId: '1' })]);
    await log.hear(close, [read(tenant, 3)]);
  };

  it('stays Running, and says that it is overdue, as long as one may still come', async () => {
    await threeReadOneTold();
    await watchAt(NEWEST + 75 * HOUR - 1);
    expect(await seen()).toMatchObject({ status: 'Running', step: expect.stringContaining('waiting for 2 calls') });
  });

  it('is closed once none can come, and its counts add up', async () => {
    await threeReadOneTold();
    await watchAt(NEWEST + 75 * HOUR);
    expect(await seen()).toMatchObject({
      status: 'Partial Success',
      endedAt: new Date(NEWEST + 75 * HOUR).toISOString(),
      counts: { read: 3, created: 1, failed: 2 },
      byCode: { 'synced.created': 1, 'internal.error': 2 },
      lostOutcomes: 2,
      reason: expect.stringContaining(`Reference: ${JOB}`),
    });
    const closed = await seen();
    await watchAt(NEWEST + 80 * HOUR);
    expect({ ...(await seen()), log: closed.log }).toEqual(closed);
  });

  it('takes an outcome that comes all the same', async () => {
    await threeReadOneTold();
    await watchAt(NEWEST + 75 * HOUR);
    await log.hear(record, [outcome(tenant, { callId: '2' })]);
    expect(await seen()).toMatchObject({
      status: 'Partial Success',
      counts: { created: 2, failed: 1 },
      lostOutcomes: 1,
    });
    await log.hear(record, [outcome(tenant, { callId: '3' })]);
    expect(await seen()).toMatchObject({ status: 'Success', counts: { read: 3, created: 3, failed: 0 }, reason: null });
  });

  it('is left alone when it is merely slow: each outcome is news', async () => {
    await threeReadOneTold();
    await log.hear(record, [outcome(tenant, { callId: '2' }, new Date(NEWEST + 74 * HOUR).toISOString())]);
    await watchAt(NEWEST + 148 * HOUR);
    expect(await seen()).toMatchObject({ status: 'Running' });
  });

  it('is left alone while a job reads, for days if need be, and is Failed when its end was never told', async () => {
    await log.hear(open, [started(tenant)]);
    await log.hear(show, [progressed(tenant, { callsRead: 7 })]);
    const lastNews = Date.parse('2026-03-03T12:00:30.000Z');
    await watchAt(lastNews + 8 * 24 * HOUR - 1);
    expect(await seen()).toMatchObject({ status: 'Running' });
    await watchAt(lastNews + 8 * 24 * HOUR);
    expect(await seen()).toMatchObject({ status: 'Failed', counts: { read: 7, failed: 7 }, lostOutcomes: 7 });

    await log.hear(close, [read(tenant, 0)]);
    expect(await seen()).toMatchObject({ status: 'Success', counts: { read: 0, failed: 0 }, lostOutcomes: 0 });
  });

  it('is not closed by a log that has just come back: what piled up is read first', async () => {
    await threeReadOneTold();
    now = new Date(NEWEST + 100 * HOUR);
    const watch = new WatchBalance(log.database, clock, silent, new Metrics('execution-log'));
    await watch.turn();
    expect(await seen()).toMatchObject({ status: 'Running' });
    now = new Date(NEWEST + 101 * HOUR);
    await watch.turn();
    expect(await seen()).toMatchObject({ status: 'Partial Success' });
  });
});
