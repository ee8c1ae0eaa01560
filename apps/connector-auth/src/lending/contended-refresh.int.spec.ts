import { setImmediate as nextTurn } from 'node:timers/promises';
import { Database } from '@gong-timeline/persistence';
import { eventually } from '@gong-timeline/testing';
import { LendingScene } from '../../test/lending-scene';
import { connectAgain, DAY_MS } from '../../test/replica';
import { deleteConnection } from '../connecting/delete-connection';
import { readConnection } from '../store/connection.store';
import { readHolding } from '../store/held-grant.store';
import { SCHEMA } from '../store/migrations';

jest.setTimeout(30_000);

describe('a refresh that others come between', () => {
  const scene = LendingScene.for('contended-refresh');
  const { start, connect, stateOf, factsOf, gate } = scene;

  it('takes an invalid_grant for what it is when another replica was faster', async () => {
    const held = gate();
    const [slow, fast] = [await start({ times: { leaseMs: 200 }, beforeAsking: held.beforeAsking }), await start()];
    const key = await connect(slow);
    slow.clock.aheadMs = fast.clock.aheadMs = DAY_MS;
    const late = slow.lend(key);
    await eventually(held.asks);
    const early = await fast.lend(key);
    held.letGo();
    expect(await late).toEqual(early);
    expect(slow.outcomes).toEqual(['overtaken']);
    expect(fast.outcomes).toEqual(['granted']);
    expect(await scene.gong.stats(scene.company)).toMatchObject({ tokenRefreshes: 1, tokenRefusals: 1 });
    expect(await stateOf(key)).toBe('active');
    expect(await factsOf(key)).toEqual(['activated.v1']);
  });

  it('leaves the judgement of an invalid_grant to the replica that has the lease by now', async () => {
    const [asking, held] = [gate(), gate()];
    const [slow, fast] = [
      await start({ times: { leaseMs: 100 }, beforeAsking: asking.beforeAsking }),
      await start({ onTheWay: held.onTheWay }),
    ];
    const key = await connect(slow);
    slow.clock.aheadMs = fast.clock.aheadMs = DAY_MS;
    const late = slow.lend(key);
    await eventually(asking.asks);
    const early = fast.lend(key);
    await eventually(held.hasAnswer);
    asking.letGo();
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
    await eventually(async () => expect((await scene.gong.stats(scene.company)).tokenRefusals).toBe(1));
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
    await scene.gong.revokeGrants(scene.company);
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
    expect(await scene.gong.stats(scene.company)).toMatchObject({ tokenRefusals: 1 });

    await connectAgain(replica, scene.keys, scene.company, key);
    expect(await readConnection(replica.database.within(key.tenantId), key)).toMatchObject({
      state: 'active',
      stateReason: null,
    });
    expect((await replica.lend(key)).fingerprint).not.toBe(fingerprint);
  });

  it('keeps the pair of a new consent when a refresh of the old one comes in after it', async () => {
    const held = gate();
    const [refreshing, other] = [await start({ onTheWay: held.onTheWay }), await start()];
    const key = await connect(refreshing);
    refreshing.clock.aheadMs = DAY_MS;
    const lending = refreshing.lend(key);
    await eventually(held.hasAnswer);
    other.clock.aheadMs = DAY_MS;
    await connectAgain(other, scene.keys, scene.company, key);
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
    const server = await Database.connect({ url: scene.home.url, schema: SCHEMA, applicationName: 'spec' });
    const held = gate();
    const replica = await start({ onTheWay: held.onTheWay });
    const key = await connect(replica);
    replica.clock.aheadMs = DAY_MS;
    const lending = replica.lend(key);
    await eventually(held.hasAnswer);
    await server.query(`ALTER ROLE "${scene.home.applicationRole}" CONNECTION LIMIT 0`);
    const cut = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1';
    await server.query(cut, [scene.home.applicationRole]);
    held.letGo();
    // With each try that fails, so it may be there several times by now.
    await eventually(() => expect(replica.logged).toContainEqual(expect.stringContaining('is not stored yet')));
    await server.query(`ALTER ROLE "${scene.home.applicationRole}" CONNECTION LIMIT -1`);
    await server.close();
    expect((await lending).accessToken).toEqual(expect.any(String));
    expect(replica.outcomes).toEqual(['granted']);
  });

  it('is not ended by a caller that goes away, and is waited for by an orderly stop', async () => {
    const held = gate();
    const replica = await start({ onTheWay: held.onTheWay });
    const key = await connect(replica);
    replica.clock.aheadMs = DAY_MS;
    const lending = replica.lend(key);
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
    await lending;
  });
});
