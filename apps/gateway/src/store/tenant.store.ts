import type { Tenant, TenantState } from '@gong-timeline/contracts';
import type { Reader, Transaction } from '@gong-timeline/persistence';

interface TenantRow {
  readonly tenant_id: string;
  readonly name: string;
  readonly created_at: Date;
  readonly state: TenantState;
}

const COLUMNS = 'tenant_id, name, created_at, state';

const toTenant = (row: TenantRow): Tenant => ({
  tenantId: row.tenant_id,
  name: row.name,
  createdAt: row.created_at.toISOString(),
  state: row.state,
});

/** Null when the id is taken. */
export const addTenant = async (
  tx: Transaction,
  tenant: { readonly tenantId: string; readonly name: string },
): Promise<Tenant | null> => {
  const [row] = await tx.query<TenantRow>(
    `INSERT INTO tenants (tenant_id, name, created_at) VALUES ($1, $2, $3)
     ON CONFLICT (tenant_id) DO NOTHING
     RETURNING ${COLUMNS}`,
    [tenant.tenantId, tenant.name, tx.now],
  );
  return row === undefined ? null : toTenant(row);
};

export const readTenants = async (reader: Reader): Promise<Tenant[]> => {
  const rows = await reader.query<TenantRow>(`SELECT ${COLUMNS} FROM tenants ORDER BY tenant_id`);
  return rows.map(toTenant);
};

export const tenantExists = async (tx: Transaction, tenantId: string): Promise<boolean> => {
  const rows = await tx.query('SELECT 1 FROM tenants WHERE tenant_id = $1', [tenantId]);
  return rows.length > 0;
};

/**
 * Null when there is none. Not locked: whoever signs in at the moment of a suspension is refused by the state with the
 * next request, and what comes into a tenant that is being wiped is wiped with it.
 */
export const findTenantState = async (reader: Reader, tenantId: string): Promise<TenantState | null> => {
  const [row] = await reader.query<{ state: TenantState }>('SELECT state FROM tenants WHERE tenant_id = $1', [
    tenantId,
  ]);
  return row?.state ?? null;
};

export interface ChangedTenant {
  readonly tenant: Tenant;
  readonly before: TenantState;
  readonly revision: number;
}

/** Null when there is none. One that is in that state already, or is being wiped, stays as it is. */
export const changeTenantState = async (
  tx: Transaction,
  tenantId: string,
  state: TenantState,
): Promise<ChangedTenant | null> => {
  const [before] = await tx.query<{ state: TenantState }>('SELECT state FROM tenants WHERE tenant_id = $1 FOR UPDATE', [
    tenantId,
  ]);
  if (before === undefined) return null;
  const [row] = await tx.query<TenantRow & { readonly revision: number }>(
    `UPDATE tenants
     SET state = CASE WHEN state = 'wiping' THEN state ELSE $2 END,
         revision = revision + CASE WHEN state IN ('wiping', $2) THEN 0 ELSE 1 END
     WHERE tenant_id = $1 RETURNING ${COLUMNS}, revision`,
    [tenantId, state],
  );
  if (row === undefined) throw new Error('A tenant that is locked is not there');
  return { tenant: toTenant(row), before: before.state, revision: row.revision };
};

/** Across tenants, for who wipes them. */
export const tenantsBeingWiped = async (reader: Reader): Promise<readonly string[]> => {
  const rows = await reader.query<{ tenant_id: string }>(`SELECT tenant_id FROM tenants WHERE state = 'wiping'`);
  return rows.map((row) => row.tenant_id);
};

/** The proof that a tenant was here and is no more: by a hash of its id, which is all that is kept. */
export const findWiped = async (reader: Reader, tenantId: string): Promise<{ readonly wipedAt: Date } | null> => {
  const [row] = await reader.query<{ changed_at: Date }>(
    `SELECT changed_at FROM tenant_gate WHERE tenant_key = tenant_key($1) AND state = 'wiped'`,
    [tenantId],
  );
  return row === undefined ? null : { wipedAt: row.changed_at };
};

export const findTenantName = async (reader: Reader, tenantId: string): Promise<string | null> => {
  const [row] = await reader.query<{ name: string }>('SELECT name FROM tenants WHERE tenant_id = $1', [tenantId]);
  return row?.name ?? null;
};
