import type { Database } from '@gong-timeline/persistence';
import { spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { fillGrants, tokenOf } from '../../test/fill-grants';
import { type Gong, startGong } from '../../test/gong';
import { connectCompany, makeSchema, newKeys, type Replica, startReplica } from '../../test/replica';
import type { ConnectionKey } from '../store/connection.store';
import { countGrantsByKey } from '../store/key-holder.store';
import { KeyRing } from './key-ring';
import { resealGrants } from './reseal-grants';

/** REPLACED_GRANTS=100000 measures the real thing; the figure stands in docs/security.md. */
const GRANTS = Number(process.env.REPLACED_GRANTS ?? 2_000);
jest.setTimeout(30_000 + GRANTS * 3);
const LENDERS = 4;
const BATCH = Math.max(100, Math.min(500, GRANTS / 20));

describe('replacing a key while tokens are lent and refreshed (X3)', () => {
  const both = newKeys('new', 'old');
  const ringOf = (...ids: string[]) => new KeyRing(new Map(ids.map((id) => [id, both.byId.get(id)!])));
  let home: TestDatabase;
  let gong: Gong;
  const replicas: Replica[] = [];
  const start = async (...ids: string[]) => {
    const replica = await startReplica(home.applicationUrl, gong, { keys: ringOf(...ids) });
    replicas.push(replica);
    return replica;
  };

  beforeEach(async () => {
    [home, gong] = await Promise.all([testDatabase('reseal'), startGong(spawnNode)]);
    await makeSchema(home);
  });
  afterEach(async () => {
    await Promise.all(replicas.splice(0).map((replica) => replica.close()));
    await home.drop();
  });

  const toTheEnd = async (database: Database, keys: KeyRing, most = Infinity) => {
    let after: ConnectionKey | null = null;
    let resealed = 0;
    for (let batches = 0; batches < most; batches++) {
      const batch = await resealGrants(database, keys, { after, limit: BATCH });
      resealed += batch.resealed;
      expect(batch.unreadable).toBe(0);
      after = batch.next;
      if (after === null) break;
    }
    return resealed;
  };

  it(`leaves none of ${GRANTS} unreadable at any moment, also when it is broken off and begun again`, async () => {
    const [one, other] = [await start('old', 'new'), await start('new', 'old')];
    const all = await fillGrants(one.database, ringOf('old'), GRANTS);
    const connected: ConnectionKey[] = [];
    for (let n = 0; n < 3; n++) {
      const company = uniqueName('company');
      await gong.addCompany(company);
      connected.push(await connectCompany(one, ringOf('old'), company));
    }

    let isOver = false;
    let lent = 0;
    const lending = Array.from({ length: LENDERS }, async (_, lender) => {
      for (let n = lender; !isOver; n += 7) {
        const key = all[n % all.length]!;
        const { accessToken } = await (n % 2 === 0 ? one : other).lend(key);
        expect(accessToken).toBe(tokenOf(key));
        lent += 1;
      }
    });
    // Gong knows only these: each lending refuses what was lent before, so that it refreshes.
    let refreshed = 0;
    const refreshing = connected.map(async (key) => {
      let refused: string | null = null;
      while (!isOver) {
        refused = (await other.lend(key, refused)).fingerprint;
        refreshed += 1;
      }
    });
    const startedAt = performance.now();
    const working = (async () => {
      await toTheEnd(one.database, ringOf('new', 'old'), 3);
      // Broken off: whoever begins again begins at the first.
      await toTheEnd(one.database, ringOf('new', 'old'));
      // A quick machine goes through them again until others have come between.
      const others = () => lent > LENDERS && refreshed > connected.length;
      while ((await toTheEnd(one.database, ringOf('new', 'old'))) > 0 || !others());
    })().finally(() => {
      isOver = true;
    });
    await Promise.all([working, ...lending, ...refreshing]);
    const seconds = (performance.now() - startedAt) / 1_000;
    process.stdout.write(
      `${GRANTS} grants in ${seconds.toFixed(1)} s; lent ${lent}, refreshed ${refreshed} meanwhile\n`,
    );

    expect([...(await countGrantsByKey(one.database.acrossTenants()))]).toEqual([['new', GRANTS + connected.length]]);
    const after = await start('new');
    for (let n = 0; n < all.length; n += Math.ceil(all.length / 500)) {
      expect((await after.lend(all[n]!)).accessToken).toBe(tokenOf(all[n]!));
    }
    // The refresh tokens are the very ones that Gong gave last.
    for (const key of connected) {
      const { fingerprint } = await after.lend(key);
      expect((await after.lend(key, fingerprint)).fingerprint).not.toBe(fingerprint);
    }
  });

  it('leaves alone what a transaction holds just now, and takes it the next time', async () => {
    const { database } = await start('new', 'old');
    const [held] = await fillGrants(database, ringOf('old'), 3);
    await database.within(held!.tenantId).transaction(async (tx) => {
      await tx.query('SELECT 1 FROM grants WHERE connection_id = $1 FOR UPDATE', [held!.connectionId]);
      expect(await toTheEnd(database, ringOf('new', 'old'))).toBe(2);
    });
    expect(await toTheEnd(database, ringOf('new', 'old'))).toBe(1);
  });

  it('leaves as it is what does not open: a row that was moved, or whose key is not held', async () => {
    const { database } = await start('new', 'old');
    const [moved, from, good] = await fillGrants(database, ringOf('old'), 3);
    await database.acrossTenants().transaction((tx) =>
      tx.query(
        `UPDATE grants SET sealed_refresh_token = (SELECT sealed_refresh_token FROM grants WHERE connection_id = $2)
         WHERE connection_id = $1`,
        [moved!.connectionId, from!.connectionId],
      ),
    );
    const all = { after: null, limit: BATCH };
    expect(await resealGrants(database, ringOf('new'), all)).toEqual({ resealed: 0, unreadable: 3, next: null });
    expect(await resealGrants(database, ringOf('new', 'old'), all)).toEqual({ resealed: 2, unreadable: 1, next: null });
    expect((await replicas[0]!.lend(good!)).accessToken).toBe(tokenOf(good!));
  });
});
