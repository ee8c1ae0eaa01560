import type { CustomField, FieldType } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';

/** The custom fields of these tenants with their types, by object and name; a tenant without any has no entry. */
export const loadCustomFields = async (
  tx: Pick<Transaction, 'query'>,
  tenantIds: readonly string[],
): Promise<Map<string, readonly CustomField[]>> => {
  const rows = await tx.query<CustomField & { readonly tenant_id: string }>(
    'SELECT tenant_id, object, name, type FROM custom_fields WHERE tenant_id = ANY($1) ORDER BY tenant_id, object, name',
    [tenantIds],
  );
  const byTenant = new Map<string, CustomField[]>();
  for (const { tenant_id: tenantId, ...field } of rows) {
    byTenant.set(tenantId, [...(byTenant.get(tenantId) ?? []), field]);
  }
  return byTenant;
};

/** The caller holds the tenant's directory (`changeDirectory`), and has looked which fields there are. */
export const writeCustomFields = async (
  tx: Transaction,
  tenantId: string,
  object: CustomField['object'],
  types: ReadonlyMap<string, FieldType>,
): Promise<void> => {
  if (types.size === 0) return;
  await tx.query(
    `INSERT INTO custom_fields (tenant_id, object, name, type) SELECT $1, $2, * FROM unnest($3::text[], $4::text[])
         ON CONFLICT (tenant_id, object, name) DO UPDATE SET type = excluded.type`,
    [tenantId, object, [...types.keys()], [...types.values()]],
  );
};
