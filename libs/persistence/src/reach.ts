import type { ClientBase } from 'pg';

/**
 * Whose rows statements may see and write. Row level security holds every statement to it, also one whose WHERE forgot
 * the tenant. `every tenant` is for what serves the installation as a whole: sweeps, leases, look-ups by a secret.
 */
export type Reach = readonly string[] | 'every tenant';

/**
 * For the transaction that is open on `client`, and no longer: the setting ends with it, so the pool can hand on a
 * connection and nothing of a tenant goes with it. A transaction that never sets it reaches no tenant's rows.
 */
export async function setReach(client: ClientBase, reach: Reach): Promise<void> {
  const [setting, value] = settingOf(reach);
  await client.query({ name: 'set-reach', text: 'SELECT set_config($1, $2, true)', values: [setting, value] });
}

/** For the connection of migrations, which change the rows of all: part of its start-up options. */
export const REACH_OF_MIGRATIONS = '-c gong_timeline.reach=every\\ tenant';

/**
 * For a migration: the statements that put a table under row level security, for its owner too. `column` holds the
 * tenant. Both settings are read once a statement, not once a row. Of the two casts the outer one only says that the
 * list is an array, not a query of tenants: without the inner one it would be parsed anew for each row.
 */
export function isolateTenants(table: string, column = 'tenant_id'): readonly string[] {
  const reached = `(${column} = ANY ((SELECT nullif(current_setting('gong_timeline.tenants', true), '')::text[])::text[])
    OR (SELECT current_setting('gong_timeline.reach', true) = 'every tenant'))`;
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY tenant_isolation ON ${table} USING ${reached} WITH CHECK ${reached}`,
  ];
}

/** The way back, for a migration's `down`. */
export const undoIsolation = (table: string): readonly string[] => [
  `DROP POLICY tenant_isolation ON ${table}`,
  `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`,
  `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
];

/** How PostgreSQL is told of it. */
export const settingOf = (reach: Reach): readonly [setting: string, value: string] =>
  reach === 'every tenant' ? ['gong_timeline.reach', reach] : ['gong_timeline.tenants', arrayLiteral(reach)];

function arrayLiteral(tenants: readonly string[]): string {
  return `{${tenants.map((tenant) => `"${storable(tenant).replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

/** A NUL would end the statement in its middle. */
function storable(tenant: string): string {
  if (tenant.includes('\0')) throw new TypeError('A tenant id holds a NUL character: no row can be of such a tenant');
  return tenant;
}
