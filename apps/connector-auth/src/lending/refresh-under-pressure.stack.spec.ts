import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalPostgres, startPostgres, wipe } from '@gong-timeline/local-stack';
import { readOutbox } from '@gong-timeline/persistence';
import { eventually, spawnNode, type TestRoles, testRoles, uniqueName } from '@gong-timeline/testing';
import { type Gong, startGong } from '../../test/gong';
import { connectAgain, connectCompany, DAY_MS, makeSchema, type Replica, startReplica } from '../../test/replica';
import { readTokenKeys } from '../sealing/token-keys';
import { type ConnectionKey, readConnection } from '../store/connection.store';
import { refreshTimes } from './refresh-times';

jest.setTimeout(120_000);
const CALLERS = 200;
/** For the half minute that Gong may take; leases are longer by what the real ones are. */
const GONG_TAKES_MS = 3_000;
const LEASE_MS = refreshTimes(GONG_TAKES_MS).leaseMs;
const TOKEN_KEYS = 'k1:p3C4nU0y0pJ3c2mJr4k9m0o1Zk0X1o8m0mWn8yQeB7s=';

/** The server of the specs cannot be restarted under the others: this has one of its own. */
describe('200 callers on 3 replicas when a token runs out (S4)', () => {
  const root = mkdtempSync(join(tmpdir(), 'refresh-under-pressure-'));
  const reading = readTokenKeys(TOKEN_KEYS);
  if ('problem' in reading) throw new Error(reading.problem);
  const { keys } = reading;
  let postgres: LocalPostgres;
  let roles: TestRoles;
  let gong: Gong;
  let replicas: Replica[];
  let key: ConnectionKey;
  let company: string;

  const startServer = (port?: number) => startPostgres({ dataDir: join(root, 'data'), durable: false, port });
  beforeAll(async () => {
    chmodSync(root, 0o755);
    [postgres, gong] = await Promise.all([startServer(), startGong(spawnNode)]);
    roles = await testRoles(postgres.url);
    await makeSchema(roles);
  });
  afterAll(async () => {
    await postgres?.stop();
    await wipe(root);
  });
  beforeEach(async () => {
    company = uniqueName('company');
    await gong.addCompany(company);
    const options = { keys, times: { leaseMs: LEASE_MS } };
    replicas = await Promise.all([1, 2, 3].map(() => startReplica(roles.applicationUrl, gong, options)));
    key = await connectCompany(replicas[0]!, keys, company);
    for (const replica of replicas) replica.clock.aheadMs = DAY_MS;
  });
  afterEach(() => Promise.all(replicas.map((replica) => replica.close())));

  /** As gong-ingest does: what failed because the database was away is asked again; an answer is taken as it is. */
  const callers = (among: readonly Replica[]) =>
    Array.from({ length: CALLERS }, async (_, n) => {
      let answer: { fingerprint?: string; code?: string } | undefined;
      await eventually(
        async () => {
          answer = await among[n % among.length]!.lend(key).catch((error: { code: string }) => {
            if (!/^(connection|gong)\./.test(error.code)) throw error;
            return { code: error.code };
          });
        },
        { timeoutMs: 60_000 },
      );
      return answer?.fingerprint ?? answer?.code;
    });
  const factsOf = async () =>
    (await readOutbox(replicas[0]!.database))
      .filter((fact) => fact.tenantId === key.tenantId && fact.type.startsWith('connector-auth.'))
      .map(({ type }) => type.replace(/^connector-auth\.connection-/, ''));
  const stateOf = async () => (await readConnection(replicas[0]!.database.within(key.tenantId), key))?.state;
  const askedGong = () =>
    eventually(async () => expect((await gong.stats(company)).maxConcurrentRefreshes).toBe(1), { timeoutMs: 20_000 });

  it('ask Gong once, however long it takes, and all get the new token', async () => {
    await gong.failTokenRequests(company, { kind: 'slow', delayMs: GONG_TAKES_MS });
    expect(new Set(await Promise.all(callers(replicas))).size).toBe(1);
    expect(await gong.stats(company)).toMatchObject({ tokenRefreshes: 1, tokenRefusals: 0, maxConcurrentRefreshes: 1 });
    expect(await factsOf()).toEqual(['activated.v1']);
  });

  it('ask Gong once although PostgreSQL restarts while Gong answers', async () => {
    await gong.failTokenRequests(company, { kind: 'slow', delayMs: GONG_TAKES_MS });
    const lending = callers(replicas);
    await askedGong();
    const { port } = postgres;
    await postgres.stop();
    // Down until Gong has answered, so that the new pair finds nobody to store it.
    await eventually(async () => expect((await gong.stats(company)).tokenRefreshes).toBe(1), { timeoutMs: 20_000 });
    await eventually(() => expect(replicas.flatMap(({ logged }) => logged).join()).toContain('is not stored yet'), {
      timeoutMs: 20_000,
    });
    postgres = await startServer(port);
    const answers = new Set(await Promise.all(lending));
    expect([...answers]).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
    expect(await gong.stats(company)).toMatchObject({ tokenRefreshes: 1, tokenRefusals: 0, maxConcurrentRefreshes: 1 });
    expect(await stateOf()).toBe('active');
    expect(await factsOf()).toEqual(['activated.v1']);
  });

  describe('and the replica that asked is killed', () => {
    const startDoomed = async (leaseMs: number) => {
      const job = { databaseUrl: roles.applicationUrl, gong, tokenKeys: TOKEN_KEYS, key, leaseMs };
      const runner = join(__dirname, '../../../../tools/run-typescript.cjs');
      const args = [join(__dirname, '../../test/lending-process.ts'), JSON.stringify(job)];
      const doomed = await spawnNode(runner, { args });
      await doomed.waitForLine('lending', { timeoutMs: 30_000 });
      return doomed;
    };

    it('after its commit: the others lend what it stored', async () => {
      const doomed = await startDoomed(LEASE_MS);
      await doomed.waitForLine('lent', { timeoutMs: 20_000 });
      await doomed.kill('SIGKILL');
      expect(new Set(await Promise.all(callers(replicas))).size).toBe(1);
      expect(await gong.stats(company)).toMatchObject({ tokenRefreshes: 1, tokenRefusals: 0 });
    });

    it('after Gong answered and before its commit: the one window that stays open; one consent mends it', async () => {
      const { database } = replicas[0]!;
      const leaseMs = 4_000;
      let lending: Promise<string | undefined>[] = [];
      await database.within(key.tenantId).transaction(async (tx) => {
        // It cannot commit: the row of its connection is held here.
        await tx.query('SELECT 1 FROM connections WHERE connection_id = $1 FOR UPDATE', [key.connectionId]);
        const doomed = await startDoomed(leaseMs);
        const waits = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FROM connections%'`;
        await eventually(async () => expect(await database.query(waits)).toHaveLength(1), { timeoutMs: 20_000 });
        expect(await gong.stats(company)).toMatchObject({ tokenRefreshes: 1 });
        await doomed.kill('SIGKILL');
        lending = callers(replicas.slice(1));
      });
      expect([...new Set(await Promise.all(lending))]).toEqual(['connection.not-usable']);
      expect(await gong.stats(company)).toMatchObject({ tokenRefreshes: 1, tokenRefusals: 1 });
      expect(await stateOf()).toBe('needs-reauthorization');
      expect(await factsOf()).toEqual(['activated.v1', 'needs-reauthorization.v1']);

      for (const replica of replicas) replica.clock.aheadMs = 0;
      await connectAgain(replicas[0]!, keys, company, key);
      expect(new Set(await Promise.all(callers(replicas))).size).toBe(1);
      expect(await stateOf()).toBe('active');
    });
  });
});
