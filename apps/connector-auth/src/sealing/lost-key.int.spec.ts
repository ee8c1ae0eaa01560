import { readOutbox } from '@gong-timeline/persistence';
import { spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { type Gong, startGong } from '../../test/gong';
import { connectAgain, connectCompany, makeSchema, newKeys, type Replica, startReplica } from '../../test/replica';
import { type ConnectionKey, readConnection } from '../store/connection.store';
import { announceKeys } from '../store/key-holder.store';
import { KeyRing } from './key-ring';
import { KeyWatch } from './key-watch';

jest.setTimeout(30_000);
const nothing = { error: () => undefined, debug: () => undefined };

describe('a key that is lost (S4)', () => {
  const both = newKeys('k1', 'k2');
  const keyOf = (id: string) => new KeyRing(new Map([...both.byId].filter(([keyId]) => keyId === id)));
  let home: TestDatabase;
  let gong: Gong;
  let before: Replica;
  let key: ConnectionKey;
  let company: string;

  beforeEach(async () => {
    [home, gong] = await Promise.all([testDatabase('lost-key'), startGong(spawnNode)]);
    await makeSchema(home);
    company = uniqueName('company');
    await gong.addCompany(company);
    before = await startReplica(home.applicationUrl, gong, { keys: keyOf('k1') });
    key = await connectCompany(before, keyOf('k1'), company);
  });
  afterEach(async () => {
    await before.close();
    await home.drop();
  });

  const watchWith = (id: string) => new KeyWatch(before.database, keyOf(id), nothing);
  const connection = () => readConnection(before.database.within(key.tenantId), key);
  const told = async () =>
    (await readOutbox(before.database)).flatMap(({ type }) => type.split('connection-').slice(1));

  it('holds the connection, and tells the admin the key and the two ways back; once', async () => {
    const watch = watchWith('k2');
    await watch.turn();
    await watch.turn();
    expect(await connection()).toMatchObject({
      state: 'needs-reauthorization',
      stateReason: expect.stringMatching(/key "k1", which TOKEN_KEYS does not hold.*put it back, or an admin has to/),
    });
    expect(await told()).toEqual(['activated.v1', 'needs-reauthorization.v1']);
    await expect(before.lend(key)).rejects.toMatchObject({ code: 'connection.not-usable' });
  });

  it('goes on by itself when the key is put back: the tokens were kept', async () => {
    await watchWith('k2').turn();
    await watchWith('k1').turn();
    expect(await connection()).toMatchObject({ state: 'active', stateReason: null });
    expect((await before.lend(key)).accessToken).toEqual(expect.any(String));
    expect(await told()).toEqual(['activated.v1', 'needs-reauthorization.v1', 'activated.v1']);
  });

  it('goes on with the new key when an admin authorises the connection again', async () => {
    const after = await startReplica(home.applicationUrl, gong, { keys: keyOf('k2') });
    try {
      await watchWith('k2').turn();
      await connectAgain(after, keyOf('k2'), company, key);
      await watchWith('k2').turn();
      expect(await connection()).toMatchObject({ state: 'active', stateReason: null });
      expect((await after.lend(key)).accessToken).toEqual(expect.any(String));
    } finally {
      await after.close();
    }
  });

  it('is not lost while another replica holds it', async () => {
    await watchWith('k1').look();
    await watchWith('k2').turn();
    expect(await connection()).toMatchObject({ state: 'active' });
  });

  it('does not come back where Gong has ended the grant meanwhile: only what was held for the key is', async () => {
    await gong.revokeGrants(company);
    const { fingerprint } = await before.lend(key);
    await expect(before.lend(key, fingerprint)).rejects.toMatchObject({ code: 'connection.not-usable' });
    await watchWith('k1').turn();
    expect(await connection()).toMatchObject({ state: 'needs-reauthorization' });
  });

  it('counts a replica that said nothing for a minute as gone', async () => {
    const { instanceId } = watchWith('k1');
    await before.database.transaction(async (tx) => {
      await announceKeys(tx, { instanceId, keyIds: ['k1'], sealingKeyId: 'k1' });
      await tx.query("UPDATE key_holders SET seen_at = now() - interval '61 seconds'");
    });
    await watchWith('k2').turn();
    expect(await connection()).toMatchObject({ state: 'needs-reauthorization' });
  });
});
