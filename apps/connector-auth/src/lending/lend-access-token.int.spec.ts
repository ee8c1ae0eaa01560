import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Database, readOutbox } from '@gong-timeline/persistence';
import { eventually, spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { type Gong, startGong } from '../../test/gong';
import {
  connectAgain,
  connectCompany,
  DAY_MS,
  makeSchema,
  newKeys,
  type Replica,
  type ReplicaOptions,
  startReplica,
} from '../../test/replica';
import { deleteConnection } from '../connecting/delete-connection';
import type { TokenResult } from '../oauth/gong-oauth-client';
import { type ConnectionKey, readConnection } from '../store/connection.store';
import { readHolding } from '../store/held-grant.store';
import { SCHEMA } from '../store/migrations';
import { takeLease } from '../store/refresh-lease.store';

jest.setTimeout(30_000);
const keys = newKeys('k1');

describe('lending a token', () => {
  let home: TestDatabase;
  let gong: Gong;
  let replicas: Replica[];
  let company: string;

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('lending'), startGong(spawnNode)]);
    await makeSchema(home);
  });
  afterAll(() => home?.drop());
  beforeEach(async () => {
    replicas = [];
    company = uniqueName('company');
    await gong.addCompany(company);
  });
  afterEach(() => Promise.all(replicas.map((replica) => replica.close())));

  const start = async (options: Partial<ReplicaOptions> = {}): Promise<Replica> => {
    const replica = await startReplica(home.applicationUrl, gong, { keys, ...options });
    replicas.push(replica);
    return replica;
  };
  const connect = (replica: Replica) => connectCompany(replica, keys, company);
  const stateOf = async (key: ConnectionKey) =>
    (await readConnection(replicas[0]!.database.within(key.tenantId), key))?.state;
  const factsOf = async ({ tenantId }: ConnectionKey) =>
    (await readOutbox(replicas[0]!.database))
      .filter((fact) => fact.tenantId === tenantId && fact.type.startsWith('connector-auth.'))
      .map(({ type }) => type.replace(/^connector-auth\.connection-/, ''));
  /** Holds what comes back from Gong until it is let go. */
  const gate = () => {
    let letGo = () => undefined as unknown;
    const opened = new Promise<void>((resolve) => {
      letGo = () => resolve();
    });
    let waiting = 0;
    const onTheWay = async (result: TokenResult) => {
      waiting += 1;
      await opened;
      return result;
    };
    return { onTheWay, letGo, hasAnswer: () => expect(waiting).toBe(1) };
  };

  it('lends the same token as long as it lives, without asking Gong', async () => {
    const replica = await start();
    const key = await connect(replica);
    const lent = await replica.lend(key);
    expect(lent).toMatchObject({
      apiBaseUrl: `${gong.url}/companies/${company}`,
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(await replica.lend(key, 'fingerprint-of-an-older-token')).toEqual(lent);
    expect(await gong.stats(company)).toMatchObject({ tokenRefreshes: 0 });
  });

  it('refreshes a token that is about to run out, and stores the new pair before it lends it', async () => {
    const replica = await start();
    const key = await connect(replica);
    const old = await replica.lend(key);
    replica.clock.aheadMs = DAY_MS - 4 * 60_000;
    const lent = await replica.lend(key);
    expect(lent.fingerprint).not.toBe(old.fingerprint);
    expect(await readHolding(replica.database.within(key.tenantId), key)).toMatchObject({
      accessFingerprint: lent.fingerprint,
      generation: 2,
    });
    // Gong rotates: each refresh takes the refresh token of the one before.
    replica.clock.aheadMs = 2 * DAY_MS;
    await replica.lend(key);
    replica.clock.aheadMs = 3 * DAY_MS;
    await replica.lend(key);
    expect(replica.outcomes).toEqual(['granted', 'granted', 'granted']);
    expect(await gong.stats(company)).toMatchObject({ tokenRefreshes: 3, tokenRefusals: 0 });
    expect(await factsOf(key)).toEqual(['activated.v1']);
  });

  it('does not lend again what Gong refused', async () => {
    const replica = await start();
    const key = await connect(replica);
    const { fingerprint } = await replica.lend(key);
    expect((await replica.lend(key, fingerprint)).fingerprint).not.toBe(fingerprint);
    // Who hears of the refusal late gets the token that there is by now.
    await replica.lend(key, fingerprint);
    expect(await gong.stats(company)).toMatchObject({ tokenRefreshes: 1 });
  });

  it('refreshes once for 50 callers of two replicas, and all get the new token', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    const key = await connect(one);
    const old = await one.lend(key);
    one.clock.aheadMs = other.clock.aheadMs = DAY_MS;
    await gong.failTokenRequests(company, { kind: 'slow', delayMs: 300 });
    const callers = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? one : other));
    const lent = await Promise.all(callers.map((replica) => replica.lend(key)));
    const [fingerprint, ...others] = new Set(lent.map((token) => token.fingerprint));
    expect(others).toEqual([]);
    expect(fingerprint).not.toBe(old.fingerprint);
    expect(await gong.stats(company)).toMatchObject({ tokenRefreshes: 1, tokenRefusals: 0, maxConcurrentRefreshes: 1 });
    expect([...one.outcomes, ...other.outcomes]).toEqual(['granted']);
  });

  it('waits for a replica that died before it asked Gong no longer than its lease', async () => {
    const replica = await start();
    const key = await connect(replica);
    const old = await replica.lend(key);
    const lease = { ...key, generation: 1, owner: randomUUID() };
    const taken = await replica.database.within(key.tenantId).transaction((tx) => takeLease(tx, lease, 400));
    expect(taken.kind).toBe('taken');
    replica.clock.aheadMs = DAY_MS;
    const lending = replica.lend(key);
    const second = { ...lease, owner: randomUUID() };
    expect(await replica.database.within(key.tenantId).transaction((tx) => takeLease(tx, second, 400))).toEqual({
      kind: 'busy',
    });
    expect((await gong.stats(company)).tokenRefreshes).toBe(0);
    expect((await lending).fingerprint).not.toBe(old.fingerprint);
    expect(await gong.stats(company)).toMatchObject({ tokenRefreshes: 1, tokenRefusals: 0 });
  });

  it('needs a new consent when Gong gave a pair that never arrived: the one window that stays open', async () => {
    const replica = await start();
    const key = await connect(replica);
    replica.clock.aheadMs = DAY_MS;
    await gong.failTokenRequests(company, { kind: 'cut' });
    await expect(replica.lend(key)).rejects.toMatchObject({ code: 'connection.not-usable' });
    expect(replica.outcomes).toEqual(['unavailable', 'grant-invalid']);
    expect(await stateOf(key)).toBe('needs-reauthorization');
  });

  it('takes an invalid_grant for what it is when another replica was faster', async () => {
    const [slow, fast] = [await start({ times: { leaseMs: 200 } }), await start()];
    const key = await connect(slow);
    slow.clock.aheadMs = fast.clock.aheadMs = DAY_MS;
    await gong.failTokenRequests(company, { kind: 'slow', delayMs: 1_500 });
    const late = slow.lend(key);
    await eventually(async () => expect((await gong.stats(company)).maxConcurrentRefreshes).toBe(1));
    const early = await fast.lend(key);
    expect(await late).toEqual(early);
    expect(slow.outcomes).toEqual(['overtaken']);
    expect(fast.outcomes).toEqual(['granted']);
    expect(await gong.stats(company)).toMatchObject({ tokenRefreshes: 1, tokenRefusals: 1 });
    expect(await stateOf(key)).toBe('active');
    expect(await factsOf(key)).toEqual(['activated.v1']);
  });

  it('leaves the judgement of an invalid_grant to the replica that has the lease by now', async () => {
    const held = gate();
    const [slow, fast] = [await start({ times: { leaseMs: 100 } }), await start({ onTheWay: held.onTheWay })];
    const key = await connect(slow);
    slow.clock.aheadMs = fast.clock.aheadMs = DAY_MS;
    await gong.failTokenRequests(company, { kind: 'slow', delayMs: 1_500 });
    const late = slow.lend(key);
    await eventually(async () => expect((await gong.stats(company)).maxConcurrentRefreshes).toBe(1));
    const early = fast.lend(key);
    await eventually(held.hasAnswer);
    await eventually(() => expect(slow.outcomes).toEqual(['overtaken']));
    held.letGo();
    expect(await late).toEqual(await early);
    expect(await factsOf(key)).toEqual(['activated.v1']);
  });

  it('waits with its judgement of an invalid_grant for who may be storing the new pair', async () => {
    const held = gate();
    const [holder, other] = [
      await start({ onTheWay: held.onTheWay, times: { leaseMs: 100 } }),
      await start({ times: { graceMs: 10_000 } }),
    ];
    const key = await connect(holder);
    holder.clock.aheadMs = other.clock.aheadMs = DAY_MS;
    const first = holder.lend(key);
    await eventually(held.hasAnswer);
    const second = other.lend(key);
    await eventually(async () => expect((await gong.stats(company)).tokenRefusals).toBe(1));
    held.letGo();
    expect(await second).toEqual(await first);
    expect(other.outcomes).toEqual(['overtaken']);
    expect(await factsOf(key)).toEqual(['activated.v1']);
  });

  it('is active again when the pair that was thought lost is stored after all', async () => {
    const held = gate();
    const [holder, other] = [await start({ onTheWay: held.onTheWay, times: { leaseMs: 100 } }), await start()];
    const key = await connect(holder);
    holder.clock.aheadMs = other.clock.aheadMs = DAY_MS;
    const first = holder.lend(key);
    await eventually(held.hasAnswer);
    await expect(other.lend(key)).rejects.toMatchObject({ code: 'connection.not-usable' });
    held.letGo();
    await first;
    expect(await stateOf(key)).toBe('active');
    expect(await factsOf(key)).toEqual(['activated.v1', 'needs-reauthorization.v1', 'activated.v1']);
  });

  it('needs a new consent when Gong takes the grant no more, tells so once, and works again after it', async () => {
    const replica = await start();
    const key = await connect(replica);
    const { fingerprint } = await replica.lend(key);
    await gong.revokeGrants(company);
    const refusals = await Promise.allSettled([1, 2, 3].map(() => replica.lend(key, fingerprint)));
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({
        reason: { code: 'connection.not-usable', detail: expect.stringContaining('authorize it again') },
      });
    }
    expect(await readConnection(replica.database.within(key.tenantId), key)).toMatchObject({
      state: 'needs-reauthorization',
      stateReason: 'Gong answered 400 (invalid_grant: Token has been expired or revoked.)',
    });
    expect(await factsOf(key)).toEqual(['activated.v1', 'needs-reauthorization.v1']);
    expect(await gong.stats(company)).toMatchObject({ tokenRefusals: 1 });

    await connectAgain(replica, keys, company, key);
    expect(await readConnection(replica.database.within(key.tenantId), key)).toMatchObject({
      state: 'active',
      stateReason: null,
    });
    expect((await replica.lend(key)).fingerprint).not.toBe(fingerprint);
  });

  describe('while Gong does not answer', () => {
    it.each(['500', '502', '503', '429', 'malformed'])(
      'changes nothing, and lends what still lives (%s)',
      async (kind) => {
        const replica = await start({ times: { pauseMs: 60_000 } });
        const key = await connect(replica);
        const old = await replica.lend(key);
        replica.clock.aheadMs = DAY_MS - 60_000;
        await gong.failTokenRequests(company, { kind, times: 5 });
        expect(await replica.lend(key)).toEqual(old);
        expect(await replica.lend(key)).toEqual(old);
        // One try, then a pause: Gong is not hammered.
        expect(replica.outcomes).toEqual(['unavailable']);
        expect(await stateOf(key)).toBe('active');
      },
    );

    it('says so when the token is dead, and goes on when Gong is back', async () => {
      const replica = await start();
      const key = await connect(replica);
      replica.clock.aheadMs = DAY_MS;
      await gong.failTokenRequests(company, { kind: '503', times: 2 });
      await expect(replica.lend(key)).rejects.toMatchObject({
        code: 'gong.unavailable',
        detail: expect.stringContaining('Gong answered 503'),
      });
      expect(await stateOf(key)).toBe('active');
      expect((await replica.lend(key)).accessToken).toEqual(expect.any(String));
    });

    it('gives up waiting in time', async () => {
      const replica = await start({ timeoutMs: 200, times: { pauseMs: 60_000 } });
      const key = await connect(replica);
      replica.clock.aheadMs = DAY_MS;
      await gong.failTokenRequests(company, { kind: 'slow', delayMs: 2_000 });
      await expect(replica.lend(key)).rejects.toMatchObject({ code: 'gong.unavailable' });
      expect(await stateOf(key)).toBe('active');
    });
  });

  it('tells the new address when Gong moves a customer, and lends with it', async () => {
    const replica = await start();
    const key = await connect(replica);
    const moved = 'UPDATE connections SET api_base_url = $2 WHERE tenant_id = $1';
    await replica.database
      .within(key.tenantId)
      .transaction((tx) => tx.query(moved, [key.tenantId, 'https://us-1.api.gong.io']));
    replica.clock.aheadMs = DAY_MS;
    const address = `${gong.url}/companies/${company}`;
    expect((await replica.lend(key)).apiBaseUrl).toBe(address);
    const told = (await readOutbox(replica.database)).filter(
      ({ tenantId, type }) => tenantId === key.tenantId && type.startsWith('connector-auth.'),
    );
    expect(told.at(-1)).toMatchObject({ correlationId: 'request-1', data: { apiBaseUrl: address } });
    expect(told).toHaveLength(2);
  });

  it('keeps the tokens and the old address when a refresh names one that is not public', async () => {
    const [open, strict] = [await start(), await start({ allowedPrivateHosts: [] })];
    const key = await connect(open);
    const { apiBaseUrl, fingerprint } = await open.lend(key);
    strict.clock.aheadMs = DAY_MS;
    const lent = await strict.lend(key);
    expect(lent.fingerprint).not.toBe(fingerprint);
    expect(lent.apiBaseUrl).toBe(apiBaseUrl);
    expect(strict.logged.join()).toContain('Gong named another address: not taken');
    expect(await factsOf(key)).toEqual(['activated.v1']);
  });

  it('keeps the pair of a new consent when a refresh of the old one comes in after it', async () => {
    const held = gate();
    const [refreshing, other] = [await start({ onTheWay: held.onTheWay }), await start()];
    const key = await connect(refreshing);
    refreshing.clock.aheadMs = DAY_MS;
    const lending = refreshing.lend(key);
    await eventually(held.hasAnswer);
    other.clock.aheadMs = DAY_MS;
    await connectAgain(other, keys, company, key);
    const consented = await other.lend(key);
    held.letGo();
    expect(await lending).toEqual(consented);
    expect(refreshing.outcomes).toEqual(['overtaken']);
  });

  it('stores nothing for a connection that was deleted meanwhile', async () => {
    const held = gate();
    const replica = await start({ onTheWay: held.onTheWay });
    const key = await connect(replica);
    replica.clock.aheadMs = DAY_MS;
    const refused = expect(replica.lend(key)).rejects.toMatchObject({ code: 'connection.not-usable' });
    await eventually(held.hasAnswer);
    const asked = { ...key, actorId: 'ana', correlationId: 'delete-1', traceparent: null };
    await deleteConnection(replica.database, asked);
    held.letGo();
    await refused;
    expect(
      await replica.database.within(key.tenantId).query('SELECT 1 FROM grants WHERE tenant_id = $1', [key.tenantId]),
    ).toEqual([]);
    expect(await factsOf(key)).toEqual(['activated.v1', 'revoked.v1']);
  });

  it('stores the new pair although the database goes away between the answer and the commit', async () => {
    const server = await Database.connect({ url: home.url, schema: SCHEMA, applicationName: 'spec' });
    const held = gate();
    const replica = await start({ onTheWay: held.onTheWay });
    const key = await connect(replica);
    replica.clock.aheadMs = DAY_MS;
    const lending = replica.lend(key);
    await eventually(held.hasAnswer);
    await server.query(`ALTER ROLE "${home.applicationRole}" CONNECTION LIMIT 0`);
    const cut = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1';
    await server.query(cut, [home.applicationRole]);
    held.letGo();
    await eventually(() => expect(replica.logged).toEqual([expect.stringContaining('is not stored yet')]));
    await server.query(`ALTER ROLE "${home.applicationRole}" CONNECTION LIMIT -1`);
    await server.close();
    expect((await lending).accessToken).toEqual(expect.any(String));
    expect(replica.outcomes).toEqual(['granted']);
  });

  it('is not ended by a caller that goes away, and is waited for by an orderly stop', async () => {
    const held = gate();
    const replica = await start({ onTheWay: held.onTheWay });
    const key = await connect(replica);
    replica.clock.aheadMs = DAY_MS;
    void replica.lend(key);
    await eventually(held.hasAnswer);
    let isFinished = false;
    const finished = replica.lender.finish().then(() => {
      isFinished = true;
    });
    await nextTurn();
    expect(isFinished).toBe(false);
    held.letGo();
    await finished;
    expect(await readHolding(replica.database.within(key.tenantId), key)).toMatchObject({ generation: 2 });
  });

  it('says which key is missing, and how to go on, when tokens do not open', async () => {
    const replica = await start();
    const key = await connect(replica);
    const other = await start({ keys: newKeys('k2') });
    const refusal = {
      code: 'connection.not-usable',
      detail: expect.stringContaining('the key "k1", which TOKEN_KEYS does not hold'),
    };
    await expect(other.lend(key)).rejects.toMatchObject(refusal);
    other.clock.aheadMs = DAY_MS;
    await expect(other.lend(key)).rejects.toMatchObject(refusal);
    expect(await stateOf(key)).toBe('active');
    // Nothing was asked of Gong, and with the key back all is well.
    expect((await replica.lend(key)).accessToken).toEqual(expect.any(String));
  });

  it('does not open the tokens of a row that was moved to another tenant', async () => {
    const replica = await start();
    const [mine, theirs] = [await connect(replica), await connect(replica)];
    await replica.database.acrossTenants().transaction(async (tx) => {
      await tx.query(
        `UPDATE grants SET sealed_access_token = theirs.sealed_access_token FROM grants theirs
         WHERE grants.tenant_id = $1 AND theirs.tenant_id = $2`,
        [mine.tenantId, theirs.tenantId],
      );
    });
    await expect(replica.lend(mine)).rejects.toMatchObject({ detail: expect.stringContaining('do not open') });
  });
});
