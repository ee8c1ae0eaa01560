import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Database } from './database';
import { migrate } from './migrate';
import { Outbox1000000000001 } from './outbox/store/outbox-migration';

class Notes1700000000001 implements MigrationInterface {
  readonly name = 'Notes1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE note (id bigint GENERATED ALWAYS AS IDENTITY, text text)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE note');
  }
}

describe('migrate', () => {
  const owner = uniqueName('owner').replaceAll('-', '_');
  const app = uniqueName('app').replaceAll('-', '_');
  let home: TestDatabase;
  let admin: Database;
  let ownerUrl: string;
  let appUrl: string;

  beforeAll(async () => {
    home = await testDatabase();
    admin = await Database.connect({ url: home.url, schema: 'public', applicationName: 'gateway' });
    for (const role of [owner, app]) await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'spec'`);
    await admin.query(`CREATE SCHEMA journal AUTHORIZATION ${owner}`);
    const as = (role: string) => Object.assign(new URL(home.url), { username: role, password: 'spec' }).href;
    ownerUrl = as(owner);
    appUrl = as(app);
  });
  afterAll(async () => {
    await admin.close();
    await home.drop();
    const server = await Database.connect({
      url: process.env.TEST_DATABASE_URL ?? '',
      schema: 'public',
      applicationName: 'gateway',
    });
    for (const role of [owner, app]) await server.query(`DROP ROLE ${role}`);
    await server.close();
  });

  const run = () =>
    migrate({
      ownerUrl,
      schema: 'journal',
      applicationRole: app,
      migrations: [Outbox1000000000001, Notes1700000000001],
    });

  it('runs each migration once, also when replicas start together, and says which it ran', async () => {
    const runs = await Promise.all([run(), run(), run()]);
    expect(runs.flat().sort()).toEqual(['Notes1700000000001', 'Outbox1000000000001']);
    expect(await run()).toEqual([]);
  });

  it('lets the application read and write rows, and nothing more', async () => {
    await run();
    const database = await Database.connect({ url: appUrl, schema: 'journal', applicationName: 'gateway' });
    await database.transaction(async (tx) => {
      await tx.query('INSERT INTO note (text) VALUES ($1)', ['hello']);
      await tx.query('INSERT INTO outbox (shard, topic, key, headers) VALUES (0, $1, $1, $1)', ['{}']);
    });
    expect(await database.query('SELECT text FROM note')).toEqual([{ text: 'hello' }]);
    await expect(database.query('DROP TABLE note')).rejects.toThrow('must be owner of table note');
    await expect(database.query('CREATE TABLE more (id int)')).rejects.toThrow('permission denied for schema journal');
    await expect(database.query('DELETE FROM migrations')).rejects.toThrow('permission denied for table migrations');
    await database.close();
  });
});
