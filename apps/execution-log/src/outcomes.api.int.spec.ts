import type { RunningService } from '@gong-timeline/runtime';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { Module } from '@nestjs/common';
import { JOB, type LogFixture, OTHER_JOB, openLog, outcome, read, started } from '../test/execution-log';
import { headersFor, serveLog } from '../test/serve-log';
import { closeJobOnJobRead as close } from './close-job-on-job-read';
import { JobsApi } from './jobs.api';
import { openJobOnJobStarted as open } from './open-job-on-job-started';
import { OutcomesApi } from './outcomes.api';
import { recordOutcomeOnCallOutcome as record } from './record-outcome-on-call-outcome';

@Module({ controllers: [OutcomesApi, JobsApi] })
class OutcomesModule {}

const [ONE, TWO, THREE] = ['6318540972213406511', '6318540972213406512', '6318540972213406513'];

let server: TestDatabase;
let log: LogFixture;
let service: RunningService;
let tenant: string;
let at = '';

beforeAll(async () => {
  server = await testDatabase('outcomes');
  log = await openLog(server);
  service = await serveLog(server, { module: OutcomesModule, clock: { now: () => new Date(at) } });
});
beforeEach(async () => {
  tenant = uniqueName('acme');
  at = '2026-03-05T00:00:00.000Z';
  await log.hear(open, [
    started(tenant),
    started(tenant, { jobId: OTHER_JOB, startedAt: '2026-03-03T23:30:00.000Z', trigger: 'retry' }),
  ]);
  await log.hear(record, [
    outcome(tenant, { callId: ONE, code: 'author.conflict' }),
    outcome(tenant, { callId: TWO, code: 'company.not-found' }),
    outcome(tenant, { callId: THREE, code: 'synced.created' }),
  ]);
});
afterAll(async () => {
  await service?.stop();
  await log?.database.close();
  await server?.drop();
});

interface Body {
  items: { callId: string; jobId: string; day: string; counts: Record<string, number> }[];
  nextCursor: string | null;
}
const get = async (path: string, as = tenant): Promise<Body & { status: number }> => {
  const response = await fetch(service.url + path, { headers: headersFor(as) });
  return { status: response.status, ...((await response.json()) as Body) };
};
const ids = ({ items }: Body) => items.map(({ callId }) => callId);

describe('what became of calls across jobs (X7)', () => {
  it('counts what waits and failed now, each call by its newest outcome, for its own tenant only (X3)', async () => {
    expect(await get('/api/calls-now')).toMatchObject({
      waiting: 1,
      failed: 1,
      byCode: { 'author.conflict': 1, 'company.not-found': 1 },
    });
    await log.hear(record, [
      outcome(tenant, { callId: ONE, jobId: OTHER_JOB, code: 'synced.created', revision: 2 }),
      outcome(tenant, { callId: TWO, jobId: OTHER_JOB, code: 'company.not-unique', revision: 2 }),
    ]);
    expect(await get('/api/calls-now')).toMatchObject({ waiting: 0, failed: 1, byCode: { 'company.not-unique': 1 } });
    expect(await get('/api/calls-now', uniqueName('other'))).toMatchObject({ waiting: 0, failed: 0, byCode: {} });
  });

  it('lists exactly the rows that it counts', async () => {
    await log.hear(record, [
      outcome(tenant, { callId: TWO, jobId: OTHER_JOB, code: 'company.not-unique', revision: 2 }),
    ]);
    expect(ids(await get('/api/outcomes?standing=true&count=waiting'))).toEqual([ONE]);
    expect(ids(await get('/api/outcomes?standing=true&count=failed'))).toEqual([TWO]);
    expect((await get('/api/outcomes?standing=true&count=failed')).items[0]).toMatchObject({ jobId: OTHER_JOB });
    expect(ids(await get('/api/outcomes?standing=true&code=company.not-found'))).toEqual([]);
  });

  it('gives of a day what its jobs counted, in the zone that was asked for', async () => {
    await log.hear(record, [
      outcome(tenant, { callId: TWO, jobId: OTHER_JOB, code: 'company.not-unique', revision: 2 }),
    ]);
    const { items } = await get('/api/calls-by-day?days=3&timeZone=Asia/Kolkata');
    expect(items.map(({ day, counts }) => [day, counts['created'], counts['waiting'], counts['failed']])).toEqual([
      ['2026-03-03', 1, 1, 1],
      ['2026-03-04', 0, 0, 1],
      ['2026-03-05', 0, 0, 0],
    ]);
    const day = '/api/outcomes?from=2026-03-04&to=2026-03-04&timeZone=Asia/Kolkata';
    expect(ids(await get(day))).toEqual([TWO]);
    expect(ids(await get(`${day}&count=created`))).toEqual([]);
  });

  it('counts what a job lost as failed, on its day as in the job itself (S32)', async () => {
    const lost = 'UPDATE jobs SET calls_read = 8, written_off_at = now() WHERE tenant_id = $1 AND job_id = $2';
    await log.database.within(tenant).transaction((tx) => tx.query(lost, [tenant, JOB]));
    const { items } = await get('/api/calls-by-day?days=3');
    expect(items.map(({ day, counts }) => [day, counts['failed']])).toEqual([
      ['2026-03-03', 6],
      ['2026-03-04', 0],
      ['2026-03-05', 0],
    ]);
    const theirs = await get('/api/calls-by-day?days=3', uniqueName('other'));
    expect(theirs.items.map(({ counts }) => counts['failed'])).toEqual([0, 0, 0]);
  });

  it('forgets what the log of a job said once it has expired (S31)', async () => {
    await log.hear(close, [read(tenant, 3)]);
    at = '2027-01-01T00:00:00.000Z';
    expect(await get('/api/calls-now')).toMatchObject({ waiting: 0, failed: 0 });
    expect(ids(await get('/api/outcomes'))).toEqual([]);
  });

  it.each([
    ['/api/outcomes?from=2026-02-30', 'query.from'],
    ['/api/outcomes?count=lost', 'query.count'],
    ['/api/outcomes?cursor=nonsense', 'query.cursor'],
    ['/api/calls-by-day?timeZone=Mars/Olympus', 'query.timeZone'],
    ['/api/job-counts?connectionIds=all', 'query.connectionIds'],
  ])('refuses %s by its field', async (path, field) => {
    expect(await get(path)).toMatchObject({ status: 400, errors: [{ field }] });
  });
});

describe('the jobs of connections in numbers (S4)', () => {
  const LAST = '3f1d3f0e-8a55-4a8e-9d2b-000000000001';
  const NONE = '3f1d3f0e-8a55-4a8e-9d2b-000000000404';
  const { connectionId } = started('any').data;

  it('are what they created, what runs, and the last that has ended and was no retry', async () => {
    await log.hear(open, [started(tenant, { jobId: LAST, startedAt: '2026-03-03T11:00:00.000Z' })]);
    await log.hear(record, [
      outcome(tenant, { jobId: LAST, callId: '2' }),
      outcome(tenant, { jobId: LAST, callId: '3', code: 'author.conflict' }),
      outcome(tenant, { jobId: OTHER_JOB, callId: '4' }),
    ]);
    await log.hear(close, [read(tenant, 2, { jobId: LAST }), read(tenant, 1, { jobId: OTHER_JOB })]);
    const { items } = await get(`/api/job-counts?connectionIds=${NONE},${connectionId},${connectionId}`);
    expect(items).toEqual([
      { connectionId: NONE, jobs: 0, running: 0, created: 0, lastSync: null },
      { connectionId, jobs: 3, running: 1, created: 3, lastSync: expect.objectContaining({ jobId: LAST }) },
    ]);
  });

  it('are of the own tenant only (X3)', async () => {
    const { items } = await get(`/api/job-counts?connectionIds=${connectionId}`, uniqueName('other'));
    expect(items).toEqual([{ connectionId, jobs: 0, running: 0, created: 0, lastSync: null }]);
  });
});
