import type { Database } from '../../database';
import type { Transaction } from '../../transaction';
import { type TenantTable, tablesOfTenants } from './tables-of-tenants';

/** Rows a transaction: a second or less, so that nobody waits long for what it holds. */
const BATCH = 5_000;

export interface WipeOptions {
  readonly batch?: number;
  /** What is nobody's own and was kept for the tenant: taken away before it counts as wiped. Across tenants. */
  readonly andThen?: ((tx: Transaction) => Promise<void>) | undefined;
}

/**
 * Wipes what this schema holds of a tenant that is barred (`setTenantState`). Stopped half-way, it is done again. Across
 * tenants: within the tenant nobody may begin a transaction any more, and each statement names it.
 *
 * Twice, and in between alone among what goes across tenants: a sweep that was under way may have written a row of the
 * tenant that it based on one it saw before the first time. After the second there is nothing to base one on.
 */
export const wipeTenant = async (
  database: Database,
  tenantId: string,
  { batch = BATCH, andThen }: WipeOptions = {},
): Promise<void> => {
  const tables = await tablesOfTenants(database);
  await deleteRows(database, tenantId, tables, batch);
  await database.transaction((tx) => tx.query(`SELECT pg_advisory_xact_lock(tenant_lock('*'))`));
  await deleteRows(database, tenantId, tables, batch);
  await database.acrossTenants().transaction(async (tx) => {
    await andThen?.(tx);
    await tx.query(
      `UPDATE tenant_gate SET state = 'wiped', wiping_id = NULL, changed_at = $2
       WHERE tenant_key = tenant_key($1) AND state = 'wiping'`,
      [tenantId, tx.now],
    );
  });
};

const deleteRows = async (
  database: Database,
  tenantId: string,
  tables: readonly TenantTable[],
  batch: number,
): Promise<void> => {
  for (const table of tables) while ((await deleteSome(database, tenantId, table, batch)) >= batch);
};

const deleteSome = (
  database: Database,
  tenantId: string,
  { name, appendOnly }: TenantTable,
  batch: number,
): Promise<number> =>
  database.acrossTenants().transaction(async (tx) => {
    const [row] = await tx.query<{ gone: string }>(
      appendOnly
        ? `SELECT wipe_${name}($1, $2) AS gone`
        : `WITH gone AS (
             DELETE FROM "${name}"
             WHERE ctid = ANY (ARRAY(SELECT ctid FROM "${name}" WHERE tenant_id = $1 LIMIT $2 FOR UPDATE))
             RETURNING 1)
           SELECT count(*) AS gone FROM gone`,
      [tenantId, batch],
    );
    return Number(row?.gone ?? 0);
  });
