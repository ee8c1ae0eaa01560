import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { Database } from './database';

describe('a statement that only reads, within a reach', () => {
  let home: TestDatabase;
  /** One connection: what is left on it, the next one finds. */
  let database: Database;

  beforeEach(async () => {
    home = await testDatabase();
    database = await Database.connect({ url: home.url, schema: 'public', applicationName: 'read-spec', poolSize: 1 });
    await database.transaction((tx) => tx.query('CREATE TABLE note (text text)'));
  });
  afterEach(async () => {
    await database.close();
    await home.drop();
  });

  const LEFT = `SELECT current_setting('transaction_read_only') AS "onlyReads", current_setting('statement_timeout') AS timeout,
                       current_setting('gong_timeline.tenants', true) AS tenants, pg_backend_pid() AS connection`;
  const left = async () => (await database.query<Record<string, unknown>>(LEFT))[0];
  const connection = async () => (await left())?.connection;
  const acme = () => database.within('acme', () => 1_500);

  it('has all of its settings, and the next one on its connection has none of them', async () => {
    const before = await left();
    expect(await acme().query(LEFT)).toEqual([{ ...before, onlyReads: 'on', timeout: '1500ms', tenants: '{"acme"}' }]);
    expect(await left()).toEqual({ ...before, onlyReads: 'off', timeout: '20s', tenants: '' });
  });

  it('gives rows as they are asked for: none, several, with parameters and without, prepared and not', async () => {
    const numbers = 'SELECT n FROM generate_series(1, $1::integer) AS n';
    expect(await acme().query(numbers, [0])).toEqual([]);
    expect(await acme().query(numbers, [3])).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    for (const last of [2, 1]) {
      const rows = await acme().query<{ n: number }>(numbers, [last], { prepared: true });
      expect(rows.at(-1)).toEqual({ n: last });
    }
    expect(await acme().query(`SELECT 'x' AS "set_config"`)).toEqual([{ set_config: 'x' }]);
  });

  it('is refused when it would write, and nothing is written', async () => {
    await expect(acme().query(`INSERT INTO note VALUES ('x')`)).rejects.toMatchObject({ code: '25006' });
    expect(await database.query('SELECT * FROM note')).toEqual([]);
  });

  it('that fails leaves its connection as it was: prepared or not, at its first use or a later one', async () => {
    const at = await connection();
    for (let time = 0; time < 3; time += 1) {
      await expect(acme().query('SELECT 1 FROM nowhere', [], { prepared: true })).rejects.toMatchObject({
        code: '42P01',
      });
      await expect(acme().query('SELECT 1 / $1::integer AS n', [0])).rejects.toMatchObject({ code: '22012' });
    }
    await database.transaction((tx) => tx.query('CREATE TABLE nowhere (x text)'));
    expect(await acme().query('SELECT 1 FROM nowhere', [], { prepared: true })).toEqual([]);
    expect(await left()).toMatchObject({ onlyReads: 'off', tenants: '', connection: at });
  });

  it('whose connection breaks fails, and the next one has another', async () => {
    const at = await connection();
    await expect(acme().query('SELECT pg_terminate_backend(pg_backend_pid())')).rejects.toThrow(/terminat/);
    expect(await acme().query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(await connection()).not.toBe(at);
  });
});
