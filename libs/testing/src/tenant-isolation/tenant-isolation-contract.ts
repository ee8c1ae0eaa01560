import type { Database, MigrationClass, TenantDatabase } from '@gong-timeline/persistence';
import { type TestDatabase, testDatabase } from '../test-database';
import { attempt } from './attempt';
import { insertRow } from './insert-row';
import { type Table, tablesOf } from './tables-of';

type Held = Pick<Table, 'name' | 'tenantColumn'>;

const OURS = 'ours';
const THEIRS = 'theirs';

/**
 * What row level security promises, for every table that an app's migrations make, also for those to come: each is
 * under it or in the list of EXEMPT, and no statement finds, changes or adds a row of a tenant it does not reach.
 */
export function tenantIsolationContract(app: { schema: string; migrations: readonly MigrationClass[] }): void {
  const { schema, migrations } = app;

  describe(`row level security of ${schema} (X3)`, () => {
    let home: TestDatabase;
    let outside: Database;
    let database: Database;
    let exempt: readonly string[];
    let tables: Table[];
    let isolated: Table[];

    beforeAll(async () => {
      // Only here: whoever wants no more than `eventually` need not load TypeORM.
      const persistence = await import('@gong-timeline/persistence');
      home = await testDatabase();
      const { ownerUrl, applicationRole } = home;
      await persistence.migrate({ ownerUrl, schema, applicationRole, migrations });
      const connect = (url: string) =>
        persistence.Database.connect({ url, schema, applicationName: 'gateway', poolSize: 1 });
      [outside, database] = await Promise.all([connect(home.url), connect(home.applicationUrl)]);
      exempt = Object.keys(persistence.EXEMPT[schema] ?? {});
      tables = await tablesOf(outside, schema);
      isolated = tables.filter(({ forced, tenantColumn }) => forced && tenantColumn !== null);
      await takeRulesAway(outside, schema);
      for (const [index, tenant] of [OURS, THEIRS].entries()) {
        for (const table of isolated) await outside.query(insertRow(table, tenant, index));
      }
    });
    afterAll(async () => {
      await Promise.all([outside?.close(), database?.close()]);
      await home?.drop();
    });

    it('holds every table, its owner too, or the list of the exempt says why not', () => {
      const unprotected = tables.filter(({ name, forced }) => !forced && !exempt.includes(name));
      expect(unprotected.map(({ name }) => name)).toEqual([]);
      const inVain = tables.filter(({ name, forced }) => forced && exempt.includes(name));
      expect(inVain.map(({ name }) => name)).toEqual([]);
      expect(isolated.length).toBeGreaterThan(0);
    });

    it('is one policy a table, for every statement and every role: two would let through what either does', () => {
      const protectedTables = tables.filter(({ forced }) => forced);
      expect(protectedTables.map(({ name, policies }) => [name, policies])).toEqual(
        protectedTables.map(({ name }) => [name, [{ name: 'tenant_isolation', forAll: true }]]),
      );
    });

    it('meets an application that could not get round it: no superuser, no owner of anything, in no other role', async () => {
      const [role] = await outside.query(
        `SELECT rolsuper, rolbypassrls, rolcreaterole, rolreplication,
           (SELECT count(*)::integer FROM pg_shdepend WHERE refobjid = r.oid AND deptype = 'o') AS owns,
           (SELECT count(*)::integer FROM pg_auth_members WHERE member = r.oid) AS roles
         FROM pg_roles r WHERE rolname = $1`,
        [home.applicationRole],
      );
      const nothing = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolreplication: false };
      expect(role).toEqual({ ...nothing, owns: 0, roles: 0 });
    });

    it.each([
      ['SELECT', ({ name, tenantColumn }: Held) => `SELECT "${tenantColumn}" AS tenant FROM "${name}"`],
      ['UPDATE', ({ name, tenantColumn }: Held) => `UPDATE "${name}" SET "${tenantColumn}" = "${tenantColumn}"`],
      ['DELETE', ({ name }: Held) => `DELETE FROM "${name}"`],
    ])('shows a %s that names no tenant the rows it reaches, and no other', async (verb, statement) => {
      for (const table of isolated) {
        const returning = verb === 'SELECT' ? '' : ` RETURNING "${table.tenantColumn}" AS tenant`;
        const of = (reach: Pick<TenantDatabase, 'transaction'>) => attempt(reach, statement(table) + returning);
        // What the application may not do at all needs no policy. Reading is always granted.
        if (verb !== 'SELECT' && (await of(database)) === 'not granted') continue;
        expect({
          table: table.name,
          nobody: await of(database),
          ours: await of(database.within(OURS)),
          theirs: await of(database.within(THEIRS)),
          stranger: await of(database.within('stranger')),
          everybody: await of(database.acrossTenants()),
        }).toEqual({
          table: table.name,
          nobody: [],
          ours: [OURS],
          theirs: [THEIRS],
          stranger: [],
          everybody: [OURS, THEIRS],
        });
      }
    });

    it('refuses a new row of a tenant that is not reached, and a row that is handed on to one', async () => {
      for (const [index, table] of isolated.entries()) {
        // Neither returns anything: what is to be seen is held to the same as what is to be read.
        const insert = insertRow(table, OURS, 1_000 + index);
        const handOn = `UPDATE "${table.name}" SET "${table.tenantColumn}" = '${OURS}'`;
        for (const statement of [insert, handOn]) {
          if ((await attempt(database.within(OURS), statement)) === 'not granted') continue;
          expect([statement, await attempt(database.within(OURS), statement)]).toEqual([statement, []]);
          expect([statement, await attempt(database.within(THEIRS), statement)]).toEqual([statement, 'refused']);
        }
        expect([insert, await attempt(database, insert)]).not.toEqual([insert, []]);
      }
    });
  });
}

/** The policies are on trial, not what else the schema asks of a row: one row a tenant is to fit any table. */
async function takeRulesAway(outside: Database, schema: string): Promise<void> {
  const rules = await outside.query<{ table: string; name: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint
     WHERE connamespace = $1::regnamespace AND contype IN ('c', 'f', 'p', 'u') AND conparentid = 0 AND conrelid <> 0
     ORDER BY contype`,
    [schema],
  );
  const tables = await outside.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p')`,
    [schema],
  );
  for (const { table, name } of rules) await outside.query(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`);
  for (const { name } of tables) await outside.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
}
