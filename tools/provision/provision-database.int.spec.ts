import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { Client } from 'pg';
import { applicationRoleOf, ownerRoleOf, ROLES, SCHEMAS } from '../stack/schemas';
import { provisionDatabase } from './provision-database';

describe('roles that an installation gets', () => {
  const passwords = Object.fromEntries(ROLES.map((role) => [role, 'spec']));
  let home: TestDatabase;
  let admin: Client;

  beforeAll(async () => {
    home = await testDatabase('provision');
    admin = await connected(home.url);
    await provisionDatabase(home.url, passwords, () => undefined);
  });
  afterAll(async () => {
    await admin.end();
    await home.drop();
    const server = await connected(process.env.TEST_DATABASE_URL ?? '');
    for (const role of ROLES) await server.query(`DROP ROLE ${role}`);
    await server.end();
  });

  const connected = async (connectionString: string) => {
    const client = new Client({ connectionString });
    await client.connect();
    return client;
  };
  const aboveOthers = async () =>
    (
      await admin.query<{ rolname: string }>(
        `SELECT rolname FROM pg_roles WHERE rolname = ANY($1)
         AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication)`,
        [ROLES],
      )
    ).rows;
  const memberships = async () =>
    (
      await admin.query(`SELECT FROM pg_auth_members WHERE member = ANY($1::regrole[])`, [
        SCHEMAS.map(applicationRoleOf),
      ])
    ).rowCount;

  it('are none above row level security: no superuser, no BYPASSRLS, and none that owns or acts for others (X3)', async () => {
    expect(await aboveOthers()).toEqual([]);
    expect(await memberships()).toBe(0);
    const { rows } = await admin.query(
      `SELECT nspname AS schema, nspowner::regrole::text AS owner FROM pg_namespace WHERE nspname = ANY($1) ORDER BY 1`,
      [SCHEMAS],
    );
    expect(rows).toEqual([...SCHEMAS].sort().map((schema) => ({ schema, owner: ownerRoleOf(schema) })));
  });

  it('are brought down where an older installation raised them, and it is safe to repeat', async () => {
    const [schema] = SCHEMAS;
    const role = applicationRoleOf(schema);
    await admin.query(`ALTER ROLE ${role} SUPERUSER BYPASSRLS CREATEROLE`);
    await admin.query(`GRANT ${ownerRoleOf(schema)} TO ${role}`);
    expect([(await aboveOthers()).length, await memberships()]).toEqual([1, 1]);
    for (const _ of ['once', 'twice']) await provisionDatabase(home.url, passwords, () => undefined);
    expect([(await aboveOthers()).length, await memberships()]).toEqual([0, 0]);
  });
});
