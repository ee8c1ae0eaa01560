import { Database } from '@gong-timeline/persistence';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { roleAboveTenants } from './role-above-tenants';

describe('a role that row level security does not hold (X3)', () => {
  let home: TestDatabase;
  let outside: Database;
  const open = (url: string) => Database.connect({ url, schema: 'shelves', applicationName: 'gateway' });
  const why = async (url = home.applicationUrl): Promise<string | null> => {
    const database = await open(url);
    try {
      return await roleAboveTenants(database);
    } finally {
      await database.close();
    }
  };

  beforeAll(async () => {
    home = await testDatabase('roles');
    outside = await open(home.url);
    const owner = await open(home.ownerUrl);
    await owner.query('CREATE SCHEMA shelves');
    await owner.query('CREATE TABLE shelves.books (tenant_id text)');
    await owner.close();
  });
  afterAll(async () => {
    await outside?.close();
    await home?.drop();
  });
  afterEach(async () => {
    expect(await why()).toBeNull();
  });

  it('is a superuser, and one with BYPASSRLS', async () => {
    expect(await why(home.url)).toBe(`${new URL(home.url).username} is a superuser`);
    await outside.query(`ALTER ROLE "${home.applicationRole}" BYPASSRLS`);
    expect(await why()).toBe(`${home.applicationRole} has BYPASSRLS`);
    await outside.query(`ALTER ROLE "${home.applicationRole}" NOBYPASSRLS`);
  });

  it('is the owner of a table, and a member of the owner that does not inherit', async () => {
    const owner = new URL(home.ownerUrl).username;
    const owns = 'owns shelves.books, or may act as its owner';
    expect(await why(home.ownerUrl)).toBe(`${owner} ${owns}`);
    await outside.query(`GRANT "${owner}" TO "${home.applicationRole}" WITH INHERIT FALSE`);
    expect(await why()).toBe(`${home.applicationRole} ${owns}`);
    await outside.query(`REVOKE "${owner}" FROM "${home.applicationRole}"`);
  });

  it.each(['SUPERUSER', 'BYPASSRLS'])('is a member of a member of one with %s', async (attribute) => {
    const [above, between] = [uniqueName('above'), uniqueName('between')];
    await outside.query(`CREATE ROLE "${above}" NOLOGIN ${attribute}`);
    await outside.query(`CREATE ROLE "${between}" NOLOGIN ROLE "${home.applicationRole}"`);
    await outside.query(`GRANT "${above}" TO "${between}"`);
    expect(await why()).toBe(`${home.applicationRole} may act as ${above}`);
    await outside.query(`DROP ROLE "${above}", "${between}"`);
  });

  it.each(['pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files'])(
    'is a member of %s, who can make himself a superuser',
    async (above) => {
      await outside.query(`GRANT ${above} TO "${home.applicationRole}"`);
      expect(await why()).toBe(`${home.applicationRole} may act as ${above}`);
      await outside.query(`REVOKE ${above} FROM "${home.applicationRole}"`);
    },
  );
});
