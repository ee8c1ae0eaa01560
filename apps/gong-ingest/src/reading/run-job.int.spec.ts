import { spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { type Gong, type GongCompany, startGong } from '../../test/gong';
import { answer, callIds, count, only } from '../../test/outcomes';
import { connect, makeSchema, queue, type Replica, type ReplicaOptions, startReplica } from '../../test/replica';
import { type Scene, setScene } from '../../test/scene';
import type { Connection } from '../store/connection.table';

/** Every value of every table of the service, as text. */
const everythingStored = async ({ outside: database }: Replica): Promise<string> => {
  const tables = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'gong_ingest'`,
  );
  const dumps = tables.map(({ name }) => database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t`));
  return (await Promise.all(dumps))
    .flat()
    .map(({ row }) => row)
    .join('\n');
};

describe('a job reads Gong', () => {
  let home: TestDatabase;
  let gong: Gong;
  let company: GongCompany;
  let replica: Replica;
  let connection: Connection;
  let runAll: Scene['runAll'];
  let jobRow: Scene['jobRow'];

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-ingest'), startGong(spawnNode)]);
    await makeSchema(home);
  });
  afterAll(async () => {
    await gong?.stop();
    await home?.drop();
  });
  afterEach(() => replica.close());

  const begin = async (calls: number, options: ReplicaOptions = {}) => {
    const scene = await setScene({ home, gong, key: uniqueName('company') }, calls, options);
    ({ company, replica, connection, runAll, jobRow } = scene);
  };
  /** As a page begins with it. */
  const firstOf = async ({ apiBaseUrl, token }: GongCompany): Promise<string> => {
    const headers = { authorization: `Bearer ${await token()}` };
    const body = JSON.stringify({ filter: {} });
    const response = await fetch(`${apiBaseUrl}/v2/calls/extensive`, { method: 'POST', headers, body });
    const { calls } = (await response.json()) as { calls: { metaData: { id: string } }[] };
    return calls[0]?.metaData.id ?? '';
  };
  it('page by page, tells every call once, and says how many it read', async () => {
    await begin(250);
    const told = await runAll();
    const { 'call-captured': open = 0, 'call-withheld': closed = 0, ...jobs } = count(told);
    expect([open + closed, closed > 0]).toEqual([250, true]);
    expect(jobs).toEqual({
      'job-started': 1,
      'user-seen': expect.any(Number),
      'crm-seen': 1,
      'job-progressed': expect.any(Number),
      'job-read': 1,
    });
    expect(new Set(callIds(told)).size).toBe(250);
    const [started] = only(told, 'job-started');
    expect(started).toMatchObject({ connectionName: 'Acme Gong', trigger: 'manual', retries: [] });
    expect(Date.parse(started.to) - Date.parse(started.from)).toBe(30 * 24 * 3_600_000);
    expect(only(told, 'job-read')).toEqual([
      expect.objectContaining({ ending: 'read-to-end', callsRead: 250, reason: null }),
    ]);
    expect(only(told, 'job-progressed').at(-1)).toMatchObject({
      step: 'reading calls',
      callsRead: 250,
      callsExpected: 250,
    });
    expect(new Set(told.map(({ correlationId }) => correlationId))).toEqual(new Set([started.jobId]));
    const [captured] = only(told, 'call-captured');
    expect(captured).toMatchObject({
      revision: 1,
      attempt: 1,
      settings: { activityTypeId: 'meeting', matchDomains: false, includeNotes: true },
    });
    expect(captured.owner.user).toMatchObject({ gongUserId: captured.owner.gongUserId });
    expect(await company.requests()).toEqual({ '/v2/users 200': 1, '/v2/calls/extensive 200': 3 });
  });

  it('again, and leaves alone what is on the Timeline as Gong has it (S10)', async () => {
    await begin(120);
    const first = await runAll();
    const closed = only(first, 'call-withheld').length;
    const [edited, waiting] = only(first, 'call-captured').map(({ callId }) => callId);
    await answer(
      replica,
      first.filter(({ data }) => data.callId !== waiting),
      'synced.created',
    );
    await answer(
      replica,
      first.filter(({ data }) => data.callId === waiting),
      'author.conflict',
    );
    await company.editCall(edited as string, { metaData: { title: 'Edited' } });

    const second = await runAll();
    expect(count(second)).toMatchObject({
      'call-captured': 2,
      'call-withheld': closed,
      'synced.unchanged': 118 - closed,
    });
    expect(only(second, 'call-captured')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ callId: edited, revision: 2, attempt: 2 }),
        expect.objectContaining({ callId: waiting, revision: 2, attempt: 2 }),
      ]),
    );
    const unchanged = second.find(({ data }) => data.code === 'synced.unchanged');
    expect(unchanged?.data).toMatchObject({
      revision: 1,
      company: { name: 'Northwind Ltd' },
      activityId: expect.any(String),
      title: expect.any(String),
    });
    expect(only(second, 'job-read')).toEqual([expect.objectContaining({ callsRead: 120 })]);
  });

  it('from the start of the last run that read to its end, less the look-back (S10)', async () => {
    await begin(1);
    await runAll();
    replica.clock.aheadMs = 8 * 3_600_000;
    const [first] = await replica.outside.query<{ started_at: Date }>('SELECT started_at FROM job');
    const [started] = only(await runAll(), 'job-started');
    expect(Date.parse(started.from)).toBe((first?.started_at.getTime() ?? 0) - 30 * 24 * 3_600_000);
  });

  it('of no calls at all as an empty success (S11)', async () => {
    await begin(0);
    const told = await runAll();
    expect(only(told, 'job-read')).toEqual([expect.objectContaining({ ending: 'read-to-end', callsRead: 0 })]);
    expect(await company.requests()).toMatchObject({ '/v2/calls/extensive 404': 1 });
  });

  it('and keeps nothing of a private call but its id, also when it turned private after it was synced (S9)', async () => {
    await begin(3);
    const first = await runAll();
    await answer(replica, first, 'synced.created');
    const [id, ...others] = callIds(first) as [string, string, string];
    const secret = 'Canary 7f3a: merger';
    await company.editCall(id, { metaData: { title: secret, isPrivate: true }, content: { brief: secret } });
    const born = await company.addCall({ template: 'usual', metaData: { title: secret, isPrivate: true } });

    const second = await runAll();
    expect(count(second)).toMatchObject({ 'call-withheld': 2, 'synced.unchanged': 2 });
    expect(only(second, 'call-withheld')).toEqual(
      expect.arrayContaining([
        { callId: id, connectionId: connection.connectionId, jobId: expect.any(String), revision: 2, attempt: 2 },
        expect.objectContaining({ callId: born, revision: 1 }),
      ]),
    );
    expect(await everythingStored(replica)).not.toContain('Canary');
    expect(replica.logged.join('\n')).not.toContain('Canary');
    const rows = await replica.outside.query(
      'SELECT call_id, timeline_hash, company_name FROM call_state WHERE tenant_id = $1 ORDER BY withheld DESC',
      [connection.tenantId],
    );
    expect(rows.slice(0, 2)).toEqual(
      expect.arrayContaining([
        { call_id: id, timeline_hash: null, company_name: null },
        { call_id: born, timeline_hash: null, company_name: null },
      ]),
    );
    expect(others).toHaveLength(2);

    const third = await runAll();
    expect(count(third)).toMatchObject({ 'call-withheld': 2, 'synced.unchanged': 2 });
    await company.act(id, 'public');
    expect(only(await runAll(), 'call-captured')).toEqual([expect.objectContaining({ callId: id, revision: 4 })]);
  });

  it('and counts a call once that stands on two pages (S11)', async () => {
    await begin(150);
    const [id] = callIds(await runAll());
    await company.act(String(id), 'repeat', { times: 1 });
    const told = await runAll();
    expect(callIds(told).filter((each) => each === id)).toHaveLength(1);
    expect(callIds(told)).toHaveLength(150);
    expect(only(told, 'job-read')).toEqual([expect.objectContaining({ callsRead: 150 })]);
  });

  it('again from the first page, in two parts, when the cursor expires, and tells nothing twice (S11)', async () => {
    await begin(350);
    await company.fault({ kind: 'cursor-expired', path: '/v2/calls/extensive', afterRequests: 1 });
    const told = await runAll();
    expect([callIds(told).length, new Set(callIds(told)).size]).toEqual([350, 350]);
    expect(only(told, 'job-read')).toEqual([expect.objectContaining({ ending: 'read-to-end', callsRead: 350 })]);
    expect(await company.requests()).toMatchObject({ '/v2/calls/extensive 400': 1 });
  });

  it('later, and not at once for ever, when a cursor of the user list expires (S11)', async () => {
    company = await gong.company(uniqueName('company'), 20, { staff: 150 });
    replica = await startReplica(home, company);
    connection = await connect(replica, company, { lookBackDays: 30 });
    await company.fault({ kind: 'cursor-expired', path: '/v2/users' });
    await queue(replica, connection);
    await replica.runDue();
    const [aside] = only(await replica.told(), 'job-progressed').slice(-1);
    expect(aside.step).toMatch(/^trying again at .* UTC: Gong's cursor has expired/);
    expect(await company.requests()).toEqual({ '/v2/users 200': 1, '/v2/users 400': 1 });
    replica.clock.aheadMs = 20_000;
    await replica.runDue();
    expect(only(await replica.told(), 'job-read')).toEqual([expect.objectContaining({ ending: 'read-to-end' })]);
  });

  it.each([
    [{ kind: '500' as const }],
    [{ kind: '502' as const }],
    [{ kind: 'cut' as const }],
    [{ kind: 'truncated' as const }],
    [{ kind: 'malformed' as const, variant: 'not-json' as const }],
    [{ kind: 'malformed' as const, variant: 'wrong-shape' as const }],
  ])('to its end through %j', async (fault) => {
    await begin(150);
    await company.fault({ ...fault, path: '/v2/calls/extensive', afterRequests: 1 });
    const told = await runAll();
    expect(only(told, 'job-read')).toEqual([expect.objectContaining({ ending: 'read-to-end', callsRead: 150 })]);
  });

  it('and after a 401 asks for another token, once', async () => {
    await begin(1);
    await company.fault({ kind: '401', path: '/v2/calls/extensive' });
    expect(only(await runAll(), 'job-read')).toEqual([
      expect.objectContaining({ ending: 'read-to-end', callsRead: 1 }),
    ]);
    expect(replica.borrowed).toEqual([null, expect.any(String)]);

    await company.fault({ kind: '401', times: 2, path: '/v2/calls/extensive' });
    expect(only(await runAll(), 'job-read')).toEqual([
      expect.objectContaining({
        ending: 'failed',
        callsRead: 0,
        reason: expect.stringMatching(/Authorise the connection again/),
      }),
    ]);
  });

  it('and keeps a malformed call where it can be looked at, gives it an outcome, and goes on', async () => {
    await begin(150);
    await company.act(await firstOf(company), 'public');
    await company.fault({ kind: 'malformed', variant: 'bad-call', path: '/v2/calls/extensive' });
    const told = await runAll();
    expect([callIds(told).length, count(told)['internal.error']]).toEqual([150, 1]);
    expect(only(told, 'job-read')).toEqual([expect.objectContaining({ ending: 'read-to-end', callsRead: 150 })]);
    const outcome = told.find(({ data }) => data.code === 'internal.error')?.data;
    expect(outcome).toMatchObject({
      title: null,
      message: expect.stringContaining('metaData.started: expected a time'),
    });
    expect(replica.logged.join('\n')).toContain('a call of Gong cannot be read');
    const kept = await replica.outside.query('SELECT item_id, call_id, problem FROM malformed_item');
    expect(kept).toEqual([
      {
        item_id: outcome?.reference,
        call_id: outcome?.callId,
        problem: 'metaData.started: expected a time in ISO 8601 with an offset',
      },
    ]);
  });

  it('and waits as long as a short Retry-After says (S11)', async () => {
    await begin(1);
    await company.fault({ kind: '429', retryAfterSeconds: 1, path: '/v2/calls/extensive' });
    const began = performance.now();
    expect(only(await runAll(), 'job-read')).toEqual([
      expect.objectContaining({ ending: 'read-to-end', callsRead: 1 }),
    ]);
    expect(performance.now() - began).toBeGreaterThan(950);
  });

  it('and lays the job aside when Retry-After is long, says until when, and asks this company nothing until then (S11)', async () => {
    await begin(150);
    await company.fault({ kind: '429', retryAfterSeconds: 7_200, path: '/v2/calls/extensive', afterRequests: 1 });
    const jobId = await queue(replica, connection);
    const began = Date.now();
    await replica.runDue();
    const told = await replica.told();
    expect(callIds(told)).toHaveLength(100);
    expect(only(told, 'job-progressed').at(-1).step).toMatch(/^waiting for Gong until .* UTC: Gong asked us to wait$/);
    expect(only(told, 'job-read')).toEqual([]);
    const row = await jobRow(jobId);
    expect(row).toMatchObject({ state: 'running', lease_owner: null, calls_read: 100 });
    expect((row?.due_at as Date).getTime() - began).toBeGreaterThan(7_199_000);

    const other = await connect(replica, company);
    await queue(replica, other);
    const before = await company.requests();
    await replica.runDue();
    expect(await company.requests()).toEqual(before);

    replica.clock.aheadMs = 7_205_000;
    await replica.database.transaction((tx) => tx.query(`UPDATE gong_rate SET blocked_until = 'epoch'`));
    await replica.runDue();
    const after = (await replica.told()).filter(({ tenantId }) => tenantId === connection.tenantId);
    expect(callIds(after)).toHaveLength(50);
    expect(only(after, 'job-read')).toEqual([expect.objectContaining({ ending: 'read-to-end', callsRead: 150 })]);
  });

  it('and lays the job aside when the daily quota is used up (S11)', async () => {
    await begin(250, { requestsPerSecond: 40, requestsPerDay: 2 });
    await queue(replica, connection);
    await replica.runDue();
    const [last] = only(await replica.told(), 'job-progressed').slice(-1);
    expect(last).toMatchObject({ callsRead: 100, step: expect.stringMatching(/until .* 00:00 UTC: The daily quota/) });
    expect(await company.requests()).toEqual({ '/v2/users 200': 1, '/v2/calls/extensive 200': 1 });
  });

  it('and gives up when Gong has been down for too long, so that the next run reads what is missing', async () => {
    await begin(150, { patienceMs: 60_000 });
    await company.fault({ kind: '503', times: 1_000, path: '/v2/calls/extensive', afterRequests: 1 });
    await queue(replica, connection);
    for (let turn = 0; turn < 4; turn++) {
      await replica.runDue();
      replica.clock.aheadMs += 40_000;
    }
    const told = await replica.told();
    const steps = only(told, 'job-progressed').map(({ step }) => step);
    expect(steps).toContainEqual(expect.stringMatching(/^trying again at .* UTC: Gong is out of order \(HTTP 503\)$/));
    expect(only(told, 'job-read')).toEqual([
      expect.objectContaining({
        ending: 'failed',
        callsRead: 100,
        reason: expect.stringMatching(/HTTP 503.*It was tried since/),
      }),
    ]);
    const [started] = only(told, 'job-started');
    await gong.mend();
    const again = await runAll();
    expect(Date.parse(only(again, 'job-started')[0].from)).toBeGreaterThanOrEqual(Date.parse(started.from));
    expect(only(again, 'job-read')).toEqual([expect.objectContaining({ callsRead: 150 })]);
  });
});
