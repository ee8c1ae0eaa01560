import { randomUUID } from 'node:crypto';
import { readOutbox } from '@gong-timeline/persistence';
import { LendingScene } from '../../test/lending-scene';
import { DAY_MS, newKeys } from '../../test/replica';
import { readHolding } from '../store/held-grant.store';
import { takeLease } from '../store/refresh-lease.store';

jest.setTimeout(30_000);

describe('lending a token', () => {
  const scene = LendingScene.for('lending');
  const { start, connect, stateOf, factsOf } = scene;

  it('lends the same token as long as it lives, without asking Gong', async () => {
    const replica = await start();
    const key = await connect(replica);
    const lent = await replica.lend(key);
    expect(lent).toMatchObject({
      apiBaseUrl: `${scene.gong.url}/companies/${scene.company}`,
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(await replica.lend(key, 'fingerprint-of-an-older-token')).toEqual(lent);
    expect(await scene.gong.stats(scene.company)).toMatchObject({ tokenRefreshes: 0 });
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
    expect(await scene.gong.stats(scene.company)).toMatchObject({ tokenRefreshes: 3, tokenRefusals: 0 });
    expect(await factsOf(key)).toEqual(['activated.v1']);
  });

  it('does not lend again what Gong refused', async () => {
    const replica = await start();
    const key = await connect(replica);
    const { fingerprint } = await replica.lend(key);
    expect((await replica.lend(key, fingerprint)).fingerprint).not.toBe(fingerprint);
    // Who hears of the refusal late gets the token that there is by now.
    await replica.lend(key, fingerprint);
    expect(await scene.gong.stats(scene.company)).toMatchObject({ tokenRefreshes: 1 });
  });

  it('refreshes once for 50 callers of two replicas, and all get the new token', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    const key = await connect(one);
    const old = await one.lend(key);
    one.clock.aheadMs = other.clock.aheadMs = DAY_MS;
    await scene.gong.failTokenRequests(scene.company, { kind: 'slow', delayMs: 300 });
    const callers = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? one : other));
    const lent = await Promise.all(callers.map((replica) => replica.lend(key)));
    const [fingerprint, ...others] = new Set(lent.map((token) => token.fingerprint));
    expect(others).toEqual([]);
    expect(fingerprint).not.toBe(old.fingerprint);
    expect(await scene.gong.stats(scene.company)).toMatchObject({
      tokenRefreshes: 1,
      tokenRefusals: 0,
      maxConcurrentRefreshes: 1,
    });
    expect([...one.outcomes, ...other.outcomes]).toEqual(['granted']);
  });

  it('waits for a replica that died before it asked Gong no longer than its lease', async () => {
    const replica = await start();
    const key = await connect(replica);
    const old = await replica.lend(key);
    const lease = { ...key, generation: 1, owner: randomUUID() };
    const HOUR_MS = 3_600_000;
    const theirs = replica.database.within(key.tenantId);
    expect((await theirs.transaction((tx) => takeLease(tx, lease, HOUR_MS))).kind).toBe('taken');
    replica.clock.aheadMs = DAY_MS;
    const lending = replica.lend(key);
    const second = { ...lease, owner: randomUUID() };
    const take = () => theirs.transaction((tx) => takeLease(tx, second, HOUR_MS));
    expect(await take()).toEqual({ kind: 'busy' });
    expect((await scene.gong.stats(scene.company)).tokenRefreshes).toBe(0);
    // Its hour is over.
    const age = "UPDATE grants SET lease_until = lease_until - interval '1 hour' WHERE tenant_id = $1";
    await theirs.transaction((tx) => tx.query(age, [key.tenantId]));
    expect((await lending).fingerprint).not.toBe(old.fingerprint);
    expect(await scene.gong.stats(scene.company)).toMatchObject({ tokenRefreshes: 1, tokenRefusals: 0 });
  });

  it('needs a new consent when Gong gave a pair that never arrived: the one window that stays open', async () => {
    const replica = await start();
    const key = await connect(replica);
    replica.clock.aheadMs = DAY_MS;
    await scene.gong.failTokenRequests(scene.company, { kind: 'cut' });
    await expect(replica.lend(key)).rejects.toMatchObject({ code: 'connection.not-usable' });
    expect(replica.outcomes).toEqual(['unavailable', 'grant-invalid']);
    expect(await stateOf(key)).toBe('needs-reauthorization');
  });

  describe('while Gong does not answer', () => {
    it.each(['500', '502', '503', '429', 'malformed'])(
      'changes nothing, and lends what still lives (%s)',
      async (kind) => {
        const replica = await start({ times: { pauseMs: 60_000 } });
        const key = await connect(replica);
        const old = await replica.lend(key);
        replica.clock.aheadMs = DAY_MS - 60_000;
        await scene.gong.failTokenRequests(scene.company, { kind, times: 5 });
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
      await scene.gong.failTokenRequests(scene.company, { kind: '503', times: 2 });
      await expect(replica.lend(key)).rejects.toMatchObject({
        code: 'gong.unavailable',
        detail: expect.stringContaining('Gong answered 503'),
      });
      expect(await stateOf(key)).toBe('active');
      expect((await replica.lend(key)).accessToken).toEqual(expect.any(String));
    });

    it('gives up waiting in time', async () => {
      const replica = await start({ timeoutMs: 200, times: { pauseMs: 60_000 } });
      const key = await connect(await start());
      replica.clock.aheadMs = DAY_MS;
      await scene.gong.failTokenRequests(scene.company, { kind: 'slow', delayMs: 2_000 });
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
    const address = `${scene.gong.url}/companies/${scene.company}`;
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
