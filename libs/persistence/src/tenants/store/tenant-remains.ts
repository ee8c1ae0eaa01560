import type { Database } from '../../database';
import { tablesOfTenants } from './tables-of-tenants';

export interface TableRemains {
  readonly table: string;
  readonly rows: number;
}

/** Whether this schema was told to wipe the tenant and has done so. */
export const isWiped = async (database: Database, tenantId: string): Promise<boolean> => {
  const rows = await database.query(`SELECT 1 FROM tenant_gate WHERE tenant_key = tenant_key($1) AND state = 'wiped'`, [
    tenantId,
  ]);
  return rows.length > 0;
};

/** What there is of a tenant, table by table. Across tenants: within one that is barred nobody may look. */
export const tenantRemains = async (database: Database, tenantId: string): Promise<readonly TableRemains[]> => {
  const remains: TableRemains[] = [];
  for (const { name } of await tablesOfTenants(database)) {
    const [row] = await database
      .acrossTenants()
      .query<{ rows: string }>(`SELECT count(*) AS rows FROM "${name}" WHERE tenant_id = $1`, [tenantId]);
    remains.push({ table: name, rows: Number(row?.rows ?? 0) });
  }
  return remains.sort((a, b) => (a.table < b.table ? -1 : 1));
};

/** Tenants that are to be wiped and are not yet. */
export const tenantsToWipe = async (database: Database): Promise<readonly string[]> => {
  const rows = await database.query<{ wiping_id: string }>(
    `SELECT wiping_id FROM tenant_gate WHERE state = 'wiping' ORDER BY changed_at`,
  );
  return rows.map((row) => row.wiping_id);
};
