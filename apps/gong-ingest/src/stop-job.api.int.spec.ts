import { randomUUID } from 'node:crypto';
import { connectionActivated, retryWanted } from '@gong-timeline/contracts';
import { Database, readOutbox } from '@gong-timeline/persistence';
import { eventually, spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { deliver, factOf } from '../test/facts';
import { type Gong, type GongCompany, startGong } from '../test/gong';
import { headersFor, type Neighbours, type Service, startNeighbours, startWhole } from '../test/running-service';
import { rememberConnectionOnConnectionActivated } from './remember-connection-on-connection-activated';
import { nextSlot } from './schedule/slots';
import { startRetryOnRetryWanted } from './start-retry-on-retry-wanted';

const SETTINGS = {
  enabled: true,
  activityTypeId: 'meeting',
  intervalHours: 4,
  lookBackDays: 3,
  firstRunDays: 30,
  matchDomains: false,
  includeNotes: true,
};
const STOPPED = {
  ending: 'stopped',
  reason: 'An admin stopped it. The next sync reads what this one has not read.',
};

describe('a job that an admin stops (S29)', () => {
  let home: TestDatabase;
  let gong: Gong;
  let company: GongCompany;
  let neighbours: Neighbours;
  let service: Service;
  let database: Database;
  let tenantId: string;
  let connectionId: string;

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-stop'), startGong(spawnNode)]);
    neighbours = await startNeighbours(() => company);
    service = await startWhole(home, neighbours);
    database = service.running.app.get(Database);
  });
  afterAll(async () => {
    await service?.running.stop();
    await neighbours?.close();
    await gong?.stop();
    await home?.drop();
  });
  beforeEach(async () => {
    company = await gong.company(uniqueName('company'), 150);
    tenantId = uniqueName('tenant');
    connectionId = randomUUID();
    const data = { connectionId, name: 'Acme Gong', apiBaseUrl: company.apiBaseUrl, scopes: [] };
    await deliver(database, rememberConnectionOnConnectionActivated, factOf(connectionActivated, tenantId, data));
  });
  // No job of one sentence is in the way of the next one's.
  afterEach(() => save({ enabled: false }));

  const call = (method: string, what: string, body?: unknown) =>
    service.call(tenantId, method, `/api/connections/${connectionId}/${what}`, body);
  const save = (more: object = {}) => call('PUT', 'sync-settings', { ...SETTINGS, ...more });
  const stop = (jobId: string, as = tenantId) => service.call(as, 'POST', `/api/jobs/${jobId}/stop`);
  const told = async (type: string) =>
    (await readOutbox(database))
      .filter((fact) => fact.tenantId === tenantId && fact.type === type)
      .map((fact) => fact.data as unknown as Record<string, unknown>);
  const jobFacts = async (type: string, jobId: string) =>
    (await told(`gong.${type}.v1`)).filter((fact) => fact.jobId === jobId);
  const callsToldOf = async (jobId: string) => {
    const calls = (await readOutbox(database)).map(({ data }) => data as { jobId?: string; callId?: string });
    return new Set(calls.flatMap((of) => (of.jobId === jobId ? (of.callId ?? []) : []))).size;
  };
  const first = (type: string, jobId: string) => eventually(async () => (await jobFacts(type, jobId))[0] ?? false);
  const stops = async () => (await told('audit.recorded.v1')).filter(({ action }) => action === 'job.stopped');
  /** Gong answers the first of so many pages, and the next ones only after a minute. */
  const slowAfter = (afterRequests: number) =>
    company.fault({ kind: 'slow', delayMs: 60_000, path: '/v2/calls/extensive', afterRequests, times: 100 });
  /** One that has read a page of 100 calls and waits for the second. */
  const running = async (): Promise<string> => {
    await slowAfter(1);
    const { jobId } = (await save()).body.job;
    await first('job-progressed', jobId);
    return jobId;
  };

  it('reads no further page and ends as Stopped; each call that it has read goes on (S32), and the sync stays on', async () => {
    const jobId = await running();
    expect(await stop(jobId)).toEqual({ status: 202, body: { jobId, state: 'stopping' } });
    expect(await first('job-read', jobId)).toMatchObject({ ...STOPPED, callsRead: 100 });
    expect(await callsToldOf(jobId)).toBe(100);
    expect((await call('GET', 'sync-settings')).body).toMatchObject({ enabled: true, nextSlotAt: expect.any(String) });
    expect(await stops()).toMatchObject([{ objectKind: 'job', objectId: jobId, objectName: 'Acme Gong' }]);
  });

  it('loses nothing: the next sync reads what it left, too (S10)', async () => {
    const jobId = await running();
    await stop(jobId);
    await first('job-read', jobId);
    await gong.mend();
    const next = (await call('POST', 'syncs')).body.jobId;
    expect(await first('job-read', next)).toMatchObject({ ending: 'read-to-end', callsRead: 150 });
  });

  it('is stopped once, however often it is asked for; a new sync is not held up by it', async () => {
    const jobId = await running();
    const answers = await Promise.all([stop(jobId), stop(jobId), stop(jobId)]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect((await call('POST', 'syncs')).body).toEqual({
      jobId: expect.not.stringMatching(jobId),
      alreadyRunning: false,
    });
    await first('job-read', jobId);
    expect(await stop(jobId)).toEqual({ status: 202, body: { jobId, state: 'ended' } });
    expect(await jobFacts('job-read', jobId)).toHaveLength(1);
    expect(await stops()).toHaveLength(1);
  });

  it('ends at once where it waits for its turn; the one that runs goes on', async () => {
    const jobId = await running();
    const behind = (await save({ lookBackDays: 9 })).body.job.jobId;
    expect(await stop(behind)).toEqual({ status: 202, body: { jobId: behind, state: 'ended' } });
    expect(await first('job-read', behind)).toMatchObject({ ...STOPPED, callsRead: 0 });
    expect(await jobFacts('job-started', behind)).toHaveLength(1);
    expect(await jobFacts('job-read', jobId)).toEqual([]);
    expect((await call('POST', 'syncs')).body).toEqual({ jobId, alreadyRunning: true });
  });

  describe('and that is a retry', () => {
    const wanted = (callId: string, jobId: string) => {
      const data = { callId, connectionId, jobId, reason: 'An admin asked for it.', byHand: true };
      return factOf(retryWanted, tenantId, data);
    };
    const startedRetry = (not: readonly unknown[] = []) =>
      eventually(
        async () =>
          (await told('gong.job-started.v1')).find(
            ({ trigger, jobId }) => trigger === 'retry' && !not.includes(jobId),
          ) ?? false,
      );
    const waits = () =>
      database
        .within(tenantId)
        .query<{ retry_job_id: string | null; due_at: Date }>('SELECT retry_job_id, due_at FROM retry_wanted');

    it('leaves what it has not read to the next sync of the schedule, or to who asks for it by hand again (S28)', async () => {
      const jobId = (await save()).body.job.jobId;
      await first('job-read', jobId);
      const callId = String((await jobFacts('call-captured', jobId))[0]?.callId);
      await slowAfter(0);
      await deliver(database, startRetryOnRetryWanted, wanted(callId, jobId));
      const retry = String((await startedRetry()).jobId);
      const from = service.clock.now();
      expect(await stop(retry)).toMatchObject({ status: 202, body: { state: 'stopping' } });
      expect(await first('job-read', retry)).toMatchObject({ ...STOPPED, callsRead: 0 });
      const slots = [from, service.clock.now()].map((at) => nextSlot(at, 4));
      const [waiting] = await waits();
      expect(waiting?.retry_job_id).toBeNull();
      expect(slots).toContainEqual(waiting?.due_at);
      await gong.mend();
      await deliver(database, startRetryOnRetryWanted, wanted(callId, jobId));
      const again = String((await startedRetry([retry])).jobId);
      expect(await first('job-read', again)).toMatchObject({ ending: 'read-to-end', callsRead: 1 });
    });
  });

  it('is not found by another tenant, and is no member’s to stop; it goes on', async () => {
    const jobId = await running();
    const absent = { status: 404, body: { code: 'not-found' } };
    expect(await stop(jobId, uniqueName('other'))).toMatchObject(absent);
    expect(await stop(randomUUID())).toMatchObject(absent);
    expect(await stop('12')).toMatchObject({ status: 400, body: { errors: [{ field: 'params.jobId' }] } });
    const member = await fetch(`${service.running.url}/api/jobs/${jobId}/stop`, {
      method: 'POST',
      headers: headersFor(tenantId, { role: 'member' }),
    });
    expect(member.status).toBe(403);
    expect((await call('POST', 'syncs')).body).toEqual({ jobId, alreadyRunning: true });
    expect(await stops()).toEqual([]);
  });
});
