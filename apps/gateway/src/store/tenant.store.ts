import type { Tenant } from '@gong-timeline/contracts';
import type { Reader, Transaction } from '@gong-timeline/persistence';

interface TenantRow {
  readonly tenant_id: string;
  readonly name: string;
  readonly created_at: Date;
}

const toTenant = (row: TenantRow): Tenant => ({
  tenantId: row.tenant_id,
  name: row.name,
  createdAt: row.created_at.toISOString(),
  state: 'active',
});

/** Null when the id is taken. */
export const addTenant = async (
  tx: Transaction,
  tenant: { readonly tenantId: string; readonly name: string },
): Promise<Tenant | null> => {
  const [row] = await tx.query<TenantRow>(
    `INSERT INTO tenants (tenant_id, name, created_at) VALUES ($1, $2, $3)
     ON CONFLICT (tenant_id) DO NOTHING
     RETURNING tenant_id, name, created_at`,
    [tenant.tenantId, tenant.name, tx.now],
  );
  return row === undefined ? null : toTenant(row);
};

export const readTenants = async (reader: Reader): Promise<Tenant[]> => {
  const rows = await reader.query<TenantRow>('SELECT tenant_id, name, created_at FROM tenants ORDER BY tenant_id');
  return rows.map(toTenant);
};

export const tenantExists = async (tx: Transaction, tenantId: string): Promise<boolean> => {
  const rows = await tx.query('SELECT 1 FROM tenants WHERE tenant_id = $1', [tenantId]);
  return rows.length > 0;
};

export const findTenantName = async (reader: Reader, tenantId: string): Promise<string | null> => {
  const [row] = await reader.query<{ name: string }>('SELECT name FROM tenants WHERE tenant_id = $1', [tenantId]);
  return row?.name ?? null;
};
