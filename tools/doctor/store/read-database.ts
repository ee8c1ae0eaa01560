import { Client } from 'pg';
import type { RoleReading, TableReading } from '../checks/check-roles';

export interface DatabaseReading {
  readonly role: RoleReading;
  readonly tables: readonly TableReading[];
  readonly migrationsRun: readonly string[];
  readonly clock: { readonly theirs: Date; readonly askedAt: Date; readonly heardAt: Date };
}

/** Of PostgreSQL itself: who reaches files and programs of the server can make himself a superuser. */
const SERVER_ROLES = ['pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files'];

/** What an app's role finds of itself and of its schema. Reads catalogues only, no tenant's row. */
export async function readDatabase(url: string, schema: string): Promise<DatabaseReading> {
  const client = new Client({
    connectionString: url,
    application_name: 'gong-timeline doctor',
    connectionTimeoutMillis: 5_000,
  });
  await client.connect();
  try {
    const askedAt = new Date();
    const now = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const heardAt = new Date();
    const role = await client.query<{
      role: string;
      superuser: boolean;
      bypasses: boolean;
      creates: boolean;
      actsAs: string[];
    }>(
      `SELECT rolname AS role, rolsuper AS superuser, rolbypassrls AS bypasses, rolcreaterole AS creates,
              ARRAY(SELECT other.rolname::text FROM pg_roles other
                    WHERE (other.rolsuper OR other.rolbypassrls OR other.rolname = ANY($1))
                      AND other.rolname <> current_user AND pg_has_role(current_user, other.oid, 'MEMBER')
                    ORDER BY 1) AS "actsAs"
       FROM pg_roles WHERE rolname = current_user`,
      [SERVER_ROLES],
    );
    const tables = await client.query<{
      table: string;
      enabled: boolean;
      forced: boolean;
      policies: number;
      owns: boolean;
    }>(
      `SELECT relname AS table, relrowsecurity AS enabled, relforcerowsecurity AS forced,
              (SELECT count(*)::int FROM pg_policy WHERE polrelid = pg_class.oid) AS policies,
              pg_has_role(current_user, relowner, 'MEMBER') AS owns
       FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
       WHERE nspname = $1 AND relkind IN ('r', 'p') ORDER BY relname`,
      [schema],
    );
    const known = tables.rows.some(({ table }) => table === 'migrations');
    const run = known
      ? await client.query<{ name: string }>(
          `SELECT name FROM ${client.escapeIdentifier(schema)}.migrations ORDER BY id`,
        )
      : { rows: [] };
    const [own] = role.rows;
    return {
      role: {
        role: own?.role ?? '',
        superuser: own?.superuser === true,
        bypassesRls: own?.bypasses === true,
        createsRoles: own?.creates === true,
        // Of a superuser these are all there are, and say nothing more.
        actsAs: own === undefined || own.superuser ? [] : own.actsAs,
        owns: tables.rows.filter(({ owns }) => owns).map(({ table }) => table),
      },
      tables: tables.rows,
      migrationsRun: run.rows.map(({ name }) => name),
      clock: { theirs: now.rows[0]?.now ?? askedAt, askedAt, heardAt },
    };
  } finally {
    await client.end();
  }
}
