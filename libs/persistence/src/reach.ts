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
  const everyTenant = reach === 'every tenant';
  await client.query({
    name: 'set-reach',
    text: `SELECT set_config('gong_timeline.tenants', $1, true), set_config('gong_timeline.reach', $2, true)`,
    values: [everyTenant ? '' : arrayLiteral(reach), everyTenant ? reach : ''],
  });
}

/**
 * For a migration: the statements that put a table under row level security, for its owner too. `column` holds the
 * tenant. Both settings are read once a statement, not once a row.
 */
export function isolateTenants(table: string, column = 'tenant_id'): readonly string[] {
  const reached = `(${column} = ANY ((SELECT nullif(current_setting('gong_timeline.tenants', true), '')::text[]))
    OR (SELECT current_setting('gong_timeline.reach', true) = 'every tenant'))`;
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY tenant_isolation ON ${table} USING ${reached} WITH CHECK ${reached}`,
  ];
}

const arrayLiteral = (tenants: readonly string[]): string =>
  `{${tenants.map((tenant) => `"${tenant.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
