import { randomUUID } from 'node:crypto';
import { connectionRevoked, type GongUserGoneData, type GongUserSeenData } from '@gong-timeline/contracts';
import { eventually, spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { deliver, factOf } from '../../test/facts';
import { type Gong, startGong } from '../../test/gong';
import { only } from '../../test/outcomes';
import { connect, makeSchema, queue, type Replica, startReplica } from '../../test/replica';
import { readUsers, type UserList } from '../gong/read-users';
import { stopConnectionOnConnectionRevoked } from '../stop-connection-on-connection-revoked';
import type { RunningJob } from '../reading/write-pages';
import { storeSettings } from '../store/connection.store';
import type { Connection } from '../store/connection.table';
import { LeaseLost } from '../store/take-job';
import { tellUsers } from './tell-users';

describe("telling Gong's user list (S27)", () => {
  let home: TestDatabase;
  let gong: Gong;
  let replica: Replica;
  let connection: Connection;
  let key: string;

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-ingest'), startGong(spawnNode)]);
    await makeSchema(home);
  });
  afterAll(async () => {
    await gong?.stop();
    await home?.drop();
  });
  beforeEach(async () => {
    key = uniqueName('company');
    const company = await gong.company(key, 20);
    replica = await startReplica(home, company);
    await replica.outside.transaction(async (tx) => {
      for (const table of ['job', 'outbox', 'told_user']) await tx.query(`DELETE FROM ${table}`);
    });
    connection = await connect(replica, company, { lookBackDays: 30 });
  });
  afterEach(() => replica.close());

  const control = async (method: string, path: string, body: object = {}) => {
    const answer = await fetch(`${gong.url}/simulator/companies/${key}/users${path}`, {
      method,
      body: JSON.stringify(body),
    });
    expect(answer.ok).toBe(true);
    return (await answer.json()) as { id: string };
  };
  const run = async () => {
    await queue(replica, connection);
    await replica.runDue();
    const told = await replica.told();
    return {
      told,
      seen: only(told, 'user-seen') as GongUserSeenData[],
      gone: only(told, 'user-gone') as GongUserGoneData[],
    };
  };
  const toldOf = ({ gongUserId }: { gongUserId: string }) =>
    replica.outside.query<{ told_hash: string | null; revision: number }>(
      'SELECT told_hash, revision FROM told_user WHERE tenant_id = $1 AND gong_user_id = $2',
      [connection.tenantId, gongUserId],
    );

  it('tells everybody at the first run, before its calls, and only what is new from then on', async () => {
    const first = await run();
    expect(first.seen.length).toBeGreaterThan(5);
    expect(first.seen[0]).toMatchObject({ connectionId: connection.connectionId, revision: 1, createMissing: false });
    expect(first.seen.every(({ active }) => typeof active === 'boolean')).toBe(true);
    const types = first.told.map(({ type }) => type);
    expect(types.lastIndexOf('gong.user-seen.v1')).toBeLessThan(types.indexOf('gong.call-captured.v1'));

    expect(await run()).toMatchObject({ seen: [], gone: [] });

    const [ana, bo] = first.seen.map(({ user }) => user);
    await control('PATCH', `/${ana?.gongUserId}`, { emailAddress: 'moved@v.example', active: false });
    await control('DELETE', `/${bo?.gongUserId}`);
    const { id } = await control('POST', '', { firstName: 'Cy', emailAddress: 'cy@v.example' });
    const third = await run();
    expect(third.seen).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ active: false, revision: 2, user: { ...ana, emailAddress: 'moved@v.example' } }),
        expect.objectContaining({ revision: 1, user: expect.objectContaining({ gongUserId: id, firstName: 'Cy' }) }),
      ]),
    );
    expect(third.seen).toHaveLength(2);
    expect(third.gone).toEqual([{ connectionId: connection.connectionId, gongUserId: bo?.gongUserId, revision: 2 }]);

    await control('POST', '', { id: bo?.gongUserId });
    expect((await run()).seen).toMatchObject([{ revision: 3, user: { gongUserId: bo?.gongUserId } }]);
  });

  it('tells everybody again, to have Users created for them, when an admin asks for every active Gong user', async () => {
    const { seen } = await run();
    const settings = { ...connection.settings, createUsersFor: 'every-active-gong-user' } as const;
    await replica.database
      .within(connection.tenantId)
      .transaction((tx) => storeSettings(tx, connection, settings, new Date(0)));
    const again = (await run()).seen;
    expect(again).toHaveLength(seen.length);
    expect(again.every(({ createMissing }) => createMissing)).toBe(true);
  });

  it('tells nobody gone of a list that could not be read whole', async () => {
    const [ana] = (await run()).seen;
    await control('DELETE', `/${ana?.user.gongUserId}`);
    await control('POST', '', { id: '777', emailAliases: 'not a list' });
    expect(await run()).toMatchObject({ seen: [], gone: [] });
    await control('DELETE', '/777');
    expect((await run()).gone).toMatchObject([{ gongUserId: ana?.user.gongUserId }]);
  });

  it('leaves who changed while a job was laid aside to the next: calls that it told already must be tried again (S28)', async () => {
    const company = await gong.company((key = uniqueName('company')), 150);
    connection = await connect(replica, company, { lookBackDays: 30 });
    await company.fault({ kind: 'slow', delayMs: 60_000, path: '/v2/calls/extensive', afterRequests: 1 });
    await queue(replica, connection);
    const process = new AbortController();
    const other = await startReplica(home, company);
    const running = other.run((await other.take()) as RunningJob, process.signal);
    const isRead = 'SELECT FROM job WHERE calls_read = 100 AND connection_id = $1';
    await eventually(async () =>
      expect(await replica.outside.query(isRead, [connection.connectionId])).toHaveLength(1),
    );
    process.abort(new Error('The process ends'));
    await running;
    const [ana] = only(await other.told(), 'user-seen') as GongUserSeenData[];
    await control('PATCH', `/${ana?.user.gongUserId}`, { emailAddress: 'moved@v.example' });
    await gong.mend();
    await other.runDue();
    const rest = await other.told();
    expect([only(rest, 'user-seen'), only(rest, 'job-read')]).toMatchObject([[], [{ callsRead: 150 }]]);
    await queue(other, connection);
    await other.runDue();
    expect(only(await other.told(), 'user-seen')).toMatchObject([{ user: { emailAddress: 'moved@v.example' } }]);
    await other.close();
  });

  it('leaves nothing behind, and tells nothing, when the lease was lost or the job is to stop', async () => {
    await queue(replica, connection);
    const job = (await replica.take()) as RunningJob;
    const list = await bigList(3);
    const lost = tellUsers(replica.database.within(job.tenantId), { ...job, leaseEpoch: job.leaseEpoch - 1 }, list);
    await expect(lost).rejects.toThrow(LeaseLost);
    await replica.told();
    await deliver(
      replica.database,
      stopConnectionOnConnectionRevoked,
      factOf(connectionRevoked, connection.tenantId, {
        ...connectionRevoked.example,
        connectionId: connection.connectionId,
      }),
    );
    await tellUsers(replica.database.within(job.tenantId), job, list);
    expect(await replica.told()).toEqual([]);
    expect(await toldOf({ gongUserId: '1000000000000000001' })).toEqual([]);
  });

  it('tells everybody gone when the connection is deleted, and keeps nothing of them (S4)', async () => {
    const { seen } = await run();
    const { connectionId, tenantId } = connection;
    const revoked = factOf(connectionRevoked, tenantId, { ...connectionRevoked.example, connectionId });
    await deliver(replica.database, stopConnectionOnConnectionRevoked, revoked);
    const gone = only(await replica.told(), 'user-gone') as GongUserGoneData[];
    expect(gone.map(({ gongUserId }) => gongUserId).sort()).toEqual(seen.map(({ user }) => user.gongUserId).sort());
    expect(gone.every(({ revision }) => revision === 2)).toBe(true);
    expect(await toldOf({ gongUserId: gone[0]?.gongUserId ?? '' })).toEqual([]);
    await deliver(replica.database, stopConnectionOnConnectionRevoked, { ...revoked, id: randomUUID() });
    expect(await replica.told()).toEqual([]);
  });

  it('is told whole of a list of 10,000, and nothing of it once it is told', async () => {
    await queue(replica, connection);
    const job = (await replica.take()) as RunningJob;
    const list = await bigList(10_000);
    await tellUsers(replica.database.within(job.tenantId), job, list);
    await tellUsers(replica.database.within(job.tenantId), job, list);
    const told = "SELECT FROM outbox WHERE topic = 'gong.users.v1'";
    expect(await replica.outside.query(told)).toHaveLength(10_000);
  }, 60_000);
});

const bigList = (size: number): Promise<UserList> => {
  const items = Array.from({ length: size }, (_, n) => ({
    id: String(1_000_000_000_000_000_001n + BigInt(n)),
    firstName: 'Ana',
    lastName: `Host ${n}`,
    emailAddress: `ana.${n}@v.example`,
    emailAliases: [`a${n}@v.example`],
  }));
  return readUsers({ users: async () => ({ items, cursor: null, total: size, bytes: 0 }) }, () => undefined);
};
