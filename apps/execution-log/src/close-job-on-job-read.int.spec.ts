import { stepFor } from '@gong-timeline/messaging';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { closeJobOnJobRead as close } from './close-job-on-job-read';
import { JOB, type LogFixture, OTHER_JOB, openLog, outcome, progressed, read, started } from '../test/execution-log';
import { openJobOnJobStarted as open } from './open-job-on-job-started';
import { recordOutcomeOnCallOutcome as record } from './record-outcome-on-call-outcome';
import { showProgressOnJobProgressed as show } from './show-progress-on-job-progressed';

let server: TestDatabase;
let log: LogFixture;
let tenant: string;

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

describe('openJobOnJobStarted', () => {
  it('puts the job into the log as Running, and twice is once', async () => {
    const fact = started(tenant);
    await log.hear(open, [fact, started(tenant, { jobId: OTHER_JOB, trigger: 'retry', from: null, to: null })]);
    await log.hear(open, [fact]);
    expect(await log.job(tenant)).toMatchObject({
      connection_name: 'Acme Gong',
      trigger: 'schedule',
      status: 'Running',
      job_date: new Date('2026-03-03T12:00:00.000Z'),
      window_from: new Date('2026-02-28T08:00:00.000Z'),
    });
    expect(await log.job(tenant, OTHER_JOB)).toMatchObject({ trigger: 'retry', window_from: null });
  });

  it('fills in a job whose outcomes, and whose end, came before it', async () => {
    await log.hear(record, [outcome(tenant)]);
    await log.hear(close, [read(tenant, 1)]);
    await log.hear(open, [started(tenant)]);
    expect(await log.job(tenant)).toMatchObject({
      trigger: 'schedule',
      started_at: new Date('2026-03-03T12:00:00.000Z'),
      job_date: new Date('2026-03-03T12:00:00.000Z'),
      status: 'Success',
      outcomes: 1,
    });
  });

  it('marks the calls that a retry reads again, whether their outcome is in the log yet or not (S28)', async () => {
    const first = { jobId: OTHER_JOB, trigger: 'retry', startedAt: '2026-03-03T13:00:00.000Z' } as const;
    const second = { ...first, jobId: '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e23', startedAt: '2026-03-03T14:00:00.000Z' };
    const retries = [{ callId: '1', jobId: JOB }];
    await log.hear(open, [
      started(tenant, { ...second, retries }),
      started(tenant, { ...first, retries: [...retries, { callId: '2', jobId: JOB }] }),
    ]);
    await log.hear(open, [started(tenant, { ...first, retries })]);
    expect(
      await log.database
        .within(tenant)
        .query('SELECT call_id, retried_by FROM retried_calls WHERE tenant_id = $1 ORDER BY call_id', [tenant]),
    ).toEqual([
      { call_id: '1', retried_by: second.jobId },
      { call_id: '2', retried_by: OTHER_JOB },
    ]);
  });
});

describe('showProgressOnJobProgressed', () => {
  it('shows how far reading is, and goes only forward', async () => {
    await log.hear(open, [started(tenant)]);
    await log.hear(show, [progressed(tenant, { callsRead: 200, callsExpected: 1000 })]);
    expect(await log.hear(show, [progressed(tenant, { callsRead: 100 })])).toEqual(['outdated-progress']);
    expect(await log.job(tenant)).toMatchObject({ step: 'reading calls', calls_seen: 200, calls_expected: 1000 });
  });

  it('takes the news of a job that it has not heard of', async () => {
    await log.hear(show, [progressed(tenant)]);
    expect(await log.job(tenant)).toMatchObject({ status: 'Running', calls_seen: 100, trigger: null });
  });

  it('is too late once reading has ended', async () => {
    await log.hear(close, [read(tenant, 5)]);
    expect(await log.hear(show, [progressed(tenant)])).toEqual(['outdated-progress']);
  });
});

describe('closeJobOnJobRead', () => {
  it('closes a job whose outcomes are all in, and leaves one that waits for some Running', async () => {
    await log.hear(record, [outcome(tenant, { callId: '1' }), outcome(tenant, { callId: '2', jobId: OTHER_JOB })]);
    await log.hear(close, [read(tenant, 1), read(tenant, 2, { jobId: OTHER_JOB })]);
    expect(await log.job(tenant)).toMatchObject({ status: 'Success', calls_read: 1 });
    expect(await log.job(tenant)).toMatchObject({ ended_at: new Date('2026-03-03T12:00:41.000Z') });
    expect(await log.job(tenant, OTHER_JOB)).toMatchObject({ status: 'Running', ended_at: null });
  });

  it('closes a job that read nothing at once, as what it is', async () => {
    await log.hear(close, [
      read(tenant, 0),
      read(tenant, 0, { jobId: OTHER_JOB, ending: 'failed', reason: 'Gong did not answer.' }),
    ]);
    expect(await log.job(tenant)).toMatchObject({ status: 'Success' });
    expect(await log.job(tenant, OTHER_JOB)).toMatchObject({ status: 'Failed', reason: 'Gong did not answer.' });
  });

  it('takes the first end as final', async () => {
    await log.hear(close, [read(tenant, 0, { ending: 'stopped', reason: 'Switched off.' })]);
    expect(await log.hear(close, [read(tenant, 7)])).toEqual(['reading-has-ended']);
    expect(await log.job(tenant)).toMatchObject({ status: 'Stopped', calls_read: 0 });
  });

  it('closes the job when the end of reading and the last outcome come at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const jobId = `3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4f${String(10 + round)}`;
      await Promise.all([
        log.hear(close, [read(tenant, 1, { jobId })]),
        log.hear(record, [outcome(tenant, { jobId, callId: String(round) })]),
      ]);
      expect(await log.job(tenant, jobId)).toMatchObject({ status: 'Success' });
    }
  });

  it('leaves nothing behind when it fails', async () => {
    const broken = log.database.within(tenant).transaction(async (tx) => {
      await open([started(tenant)], stepFor(tx));
      await close([read(tenant, 0)], stepFor(tx));
      throw new Error('the offset could not be kept');
    });
    await expect(broken).rejects.toThrow('the offset');
    expect(await log.job(tenant)).toBeUndefined();
  });
});
