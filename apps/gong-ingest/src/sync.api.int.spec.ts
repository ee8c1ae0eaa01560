import { randomUUID } from 'node:crypto';
import { connectionActivated, connectionRevoked } from '@gong-timeline/contracts';
import { Database, readOutbox } from '@gong-timeline/persistence';
import { eventually, spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { deliver, factOf } from '../test/facts';
import { type Gong, type GongCompany, startGong } from '../test/gong';
import { headersFor, type Neighbours, type Service, startNeighbours, startWhole } from '../test/running-service';
import { rememberConnectionOnConnectionActivated } from './remember-connection-on-connection-activated';
import { stopConnectionOnConnectionRevoked } from './stop-connection-on-connection-revoked';

const DEFAULTS = {
  enabled: false,
  activityTypeId: 'meeting',
  intervalHours: 4,
  lookBackDays: 3,
  firstRunDays: 30,
  matchDomains: false,
  includeNotes: true,
  createUsersFor: 'owners-of-synced-calls',
};

describe('the sync of a connection over HTTP', () => {
  let home: TestDatabase;
  let gong: Gong;
  let company: GongCompany;
  let neighbours: Neighbours;
  let service: Service;
  let database: Database;
  let tenantId: string;
  let connectionId: string;

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-api'), startGong(spawnNode)]);
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

  const path = (what: string) => `/api/connections/${connectionId}/${what}`;
  const call = (method: string, what: string, body?: unknown) => service.call(tenantId, method, path(what), body);
  const save = (more: object = {}) => call('PUT', 'sync-settings', { ...DEFAULTS, enabled: true, ...more });
  const told = async (type: string) =>
    (await readOutbox(database))
      .filter((fact) => fact.tenantId === tenantId && fact.type === `gong.${type}.v1`)
      .map((fact) => fact.data as unknown as Record<string, unknown>);
  const ended = (jobId: string) =>
    eventually(async () => (await told('job-read')).find((fact) => fact.jobId === jobId) ?? false);
  const slowPages = () =>
    company.fault({ kind: 'slow', delayMs: 60_000, path: '/v2/calls/extensive', afterRequests: 1, times: 100 });

  it('is off until somebody switches it on, and imports nothing (S2)', async () => {
    expect(await call('GET', 'sync-settings')).toEqual({
      status: 200,
      body: { ...DEFAULTS, connectionId, nextSlotAt: null },
    });
    expect(await call('POST', 'syncs')).toMatchObject({ status: 409, body: { code: 'sync.off' } });
    expect(await told('job-started')).toEqual([]);
  });

  it('is not saved over what another admin saved meanwhile; the first one to save need have seen nothing (X2)', async () => {
    const send = async (method: string, what: string, ifMatch: string | null, body?: object) => {
      const answer = await fetch(service.running.url + path(what), {
        method,
        headers: {
          ...headersFor(tenantId, { actorId: 'ben' }),
          ...(ifMatch !== null && { 'if-match': ifMatch }),
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const { code } = (await answer.json()) as { code?: string };
      return { became: code ?? answer.status, etag: answer.headers.get('etag') };
    };
    const put = (lookBackDays: number, ifMatch: string | null) =>
      send('PUT', 'sync-settings', ifMatch, { ...DEFAULTS, lookBackDays });
    expect(await put(5, null)).toMatchObject({ became: 200 });
    const { etag: seen } = await send('GET', 'sync-settings', null);
    const both = await Promise.all([put(6, seen), put(7, seen)]);
    expect(both.map(({ became }) => became).sort()).toEqual([200, 'precondition.failed']);
    const { etag: newest } = await send('GET', 'sync-settings', null);
    expect(newest).not.toBe(seen);
    for (const { etag } of both) expect(etag).toBe(newest);
    expect((await put(8, null)).became).toBe('precondition.required');
    expect((await send('POST', 'initiate-sync', null)).became).toBe('precondition.required');
    expect((await send('POST', 'initiate-sync', seen)).became).toBe('precondition.failed');
    expect((await send('POST', 'initiate-sync', newest)).became).toBe(202);
    // Sent again, its answer lost: it overwrites nothing.
    expect((await send('POST', 'initiate-sync', newest)).became).toBe(202);
  });

  it('begins with Initiate Sync: Activity Type Meeting, and what was chosen before stays (S2)', async () => {
    await save({ enabled: false, activityTypeId: 'call', lookBackDays: 7 });
    const { status, body } = await call('POST', 'initiate-sync');
    expect(status).toBe(202);
    expect(body.settings).toMatchObject({ enabled: true, activityTypeId: 'meeting', lookBackDays: 7 });
    expect(body.settings.nextSlotAt).toMatch(/T(00|04|08|12|16|20):00:00\.000Z$/);
    expect(body.job.alreadyRunning).toBe(false);
    expect(await ended(body.job.jobId)).toMatchObject({ ending: 'read-to-end', callsRead: 150 });
  });

  it('begins with Save, and reads with the settings that were saved (S2, S7)', async () => {
    const { status, body } = await save({
      activityTypeId: 'call',
      matchDomains: true,
      includeNotes: false,
      firstRunDays: 5,
    });
    expect(status).toBe(200);
    expect(body.settings).toMatchObject({ enabled: true, activityTypeId: 'call', connectionId });
    await ended(body.job.jobId);
    const [started] = await told('job-started');
    expect(started).toMatchObject({ trigger: 'save', jobId: body.job.jobId });
    expect(Date.parse(String(started?.to)) - Date.parse(String(started?.from))).toBe(5 * 24 * 3_600_000);
    const [captured] = await told('call-captured');
    expect(captured?.settings).toEqual({ activityTypeId: 'call', matchDomains: true, includeNotes: false });
  });

  it('is not doubled while it runs; a Save queues one more behind it, with the new settings (S6, S7)', async () => {
    await slowPages();
    const first = (await save()).body.job.jobId;
    await eventually(async () => expect(await told('job-started')).toHaveLength(1));
    expect(await call('POST', 'syncs')).toEqual({ status: 202, body: { jobId: first, alreadyRunning: true } });

    const second = (await save({ activityTypeId: 'call' })).body.job;
    expect(second).toEqual({ jobId: expect.not.stringMatching(first), alreadyRunning: false });
    const both = await Promise.all([save({ activityTypeId: 'call' }), save({ activityTypeId: 'call' })]);
    expect(both.map(({ body }) => body.job)).toEqual(Array(2).fill({ jobId: second.jobId, alreadyRunning: true }));
    await save({ enabled: false });
  });

  it('Save twice at once starts one sync', async () => {
    await slowPages();
    const answers = await Promise.all([
      call('POST', 'initiate-sync'),
      call('POST', 'initiate-sync'),
      call('POST', 'initiate-sync'),
    ]);
    expect(new Set(answers.map(({ body }) => body.job.jobId)).size).toBe(1);
    expect(answers.filter(({ body }) => !body.job.alreadyRunning)).toHaveLength(1);
    await save({ enabled: false });
  });

  it('stops when it is switched off: the running job as Stopped, what waited too (S7)', async () => {
    await slowPages();
    const first = (await save()).body.job.jobId;
    await eventually(async () => expect(await told('job-progressed')).not.toEqual([]));
    const second = (await save({ lookBackDays: 9 })).body.job.jobId;
    expect((await save({ enabled: false })).body).toMatchObject({
      job: null,
      settings: { enabled: false, nextSlotAt: null },
    });
    const again = (await call('POST', 'initiate-sync')).body.job;
    expect([again.alreadyRunning, [first, second].includes(again.jobId)]).toEqual([false, false]);
    await save({ enabled: false });
    expect(await ended(first)).toMatchObject({
      ending: 'stopped',
      reason: 'The sync was switched off.',
      callsRead: 100,
    });
    expect(await ended(second)).toMatchObject({ ending: 'stopped', callsRead: 0 });
    expect(await call('POST', 'syncs')).toMatchObject({ status: 409 });
  });

  it.each([
    ['fax', 'the Activity Type Fax is not active'],
    ['nothing', 'there is no Activity Type with this id'],
  ])('takes only an active global Activity Type: not %s (S7)', async (activityTypeId, message) => {
    expect(await save({ activityTypeId })).toMatchObject({
      status: 422,
      body: { code: 'settings.activity-type', errors: [{ field: 'body.activityTypeId', message }] },
    });
    expect((await call('GET', 'sync-settings')).body).toMatchObject({ enabled: false, activityTypeId: 'meeting' });
  });

  it('stores nothing when timeline-writer cannot be asked, and can be switched off all the same', async () => {
    const { jobId } = (await save()).body.job;
    await ended(jobId);
    const types = neighbours.activityTypes;
    neighbours.activityTypes = null;
    expect(await save({ lookBackDays: 9 })).toMatchObject({ status: 503, body: { code: 'upstream.unavailable' } });
    expect(await save({ enabled: false, activityTypeId: 'call' })).toMatchObject({ status: 503 });
    expect((await call('GET', 'sync-settings')).body).toMatchObject({ enabled: true, lookBackDays: 3 });
    expect(await save({ enabled: false })).toMatchObject({ status: 200, body: { settings: { enabled: false } } });
    neighbours.activityTypes = types;
  });

  it.each([
    [{ intervalHours: 3 }, 'body.intervalHours'],
    [{ lookBackDays: 31 }, 'body.lookBackDays'],
    [{ firstRunDays: -1 }, 'body.firstRunDays'],
    [{ enabled: 'yes' }, 'body.enabled'],
    [{ colour: 'red' }, 'body.colour'],
  ])('refuses settings that make no sense, by name: %j', async (more, field) => {
    expect(await save(more)).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ field }] } });
  });

  it('is not there for another tenant', async () => {
    const stranger = (method: string, what: string, body?: unknown) =>
      service.call('stranger', method, path(what), body);
    const answers = await Promise.all([
      stranger('GET', 'sync-settings'),
      stranger('PUT', 'sync-settings', { ...DEFAULTS, enabled: true }),
      stranger('POST', 'initiate-sync'),
      stranger('POST', 'syncs'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('is asked for at its owner when an admin is faster than the fact that tells of the connection', async () => {
    connectionId = randomUUID();
    expect(await call('GET', 'sync-settings')).toMatchObject({ status: 404 });
    neighbours.connections.set(connectionId, {
      connectionId,
      connector: 'gong',
      name: 'Acme Gong',
      state: 'pending',
      stateReason: null,
      apiBaseUrl: null,
      scopes: [],
      createdAt: new Date().toISOString(),
      authorizedAt: null,
    });
    expect(await call('POST', 'initiate-sync')).toMatchObject({ status: 404 });
    const authorised = { state: 'active', apiBaseUrl: company.apiBaseUrl, authorizedAt: new Date().toISOString() };
    neighbours.connections.set(connectionId, { ...neighbours.connections.get(connectionId), ...authorised });
    expect(await call('GET', 'sync-settings')).toMatchObject({ status: 200, body: { enabled: false } });
    expect(await ended((await call('POST', 'initiate-sync')).body.job.jobId)).toMatchObject({ callsRead: 150 });
  });

  it('cannot begin for a connection that was deleted', async () => {
    await call('POST', 'initiate-sync');
    const data = { connectionId, name: 'Acme Gong', reason: 'Deleted by an admin.' };
    await deliver(database, stopConnectionOnConnectionRevoked, factOf(connectionRevoked, tenantId, data));
    for (const answer of [await call('POST', 'initiate-sync'), await call('POST', 'syncs'), await save()]) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'connection.not-usable' } });
    }
    expect(await save({ enabled: false })).toMatchObject({ status: 200 });
  });

  it('fails with a reason when connector-auth says that the connection cannot be used', async () => {
    neighbours.tokenProblem = { status: 409, code: 'connection.not-usable' };
    const { jobId } = (await call('POST', 'initiate-sync')).body.job;
    expect(await ended(jobId)).toMatchObject({ ending: 'failed', reason: 'It is so' });
    neighbours.tokenProblem = null;
  });

  it('writes no token and no title into the log', async () => {
    const { jobId } = (await call('POST', 'initiate-sync')).body.job;
    await ended(jobId);
    const [captured] = await told('call-captured');
    const title = String((captured?.content as { title: string }).title);
    const log = service.lines.join('\n');
    expect(log).toContain(jobId);
    expect([log.includes(title), log.includes(await company.token())]).toEqual([false, false]);
  });
});
