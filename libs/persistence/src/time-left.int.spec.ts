import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { Database } from './database';

describe('a database that is asked by somebody who waits no longer than so', () => {
  let home: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    home = await testDatabase();
    database = await Database.connect({ url: home.url, schema: 'public', applicationName: 'late-spec' });
  });
  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  it('cancels a statement that takes longer, in a query as in a transaction', async () => {
    const hurried = database.within('acme', () => 60);
    await expect(hurried.query('SELECT pg_sleep(10)')).rejects.toMatchObject({ code: '57014' });
    await expect(hurried.transaction((tx) => tx.query('SELECT pg_sleep(10)'))).rejects.toMatchObject({ code: '57014' });
  });

  it('leaves the next one on the same connection its usual time', async () => {
    const [row] = await database
      .within('acme')
      .query<{ timeout: string }>(`SELECT current_setting('statement_timeout') AS timeout`);
    expect(row?.timeout).toBe('20s');
  });

  it('never gives a statement more than the usual time, and none where nothing is left', async () => {
    const timeout = (left: number) =>
      database
        .within('acme', () => left)
        .query<{ timeout: string }>(`SELECT current_setting('statement_timeout') AS timeout`);
    expect(await timeout(3_600_000)).toEqual([{ timeout: '20s' }]);
    await expect(database.within('acme', () => -5).query('SELECT pg_sleep(1)')).rejects.toMatchObject({
      code: '57014',
    });
  });
});
