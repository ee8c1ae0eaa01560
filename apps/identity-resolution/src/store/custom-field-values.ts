import type { CustomField } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import type { FieldValue } from '../directory/field-value';

export interface StoredValue {
  readonly gsid: string;
  readonly externalId: string;
  readonly value: FieldValue;
}

const TABLES = { Company: 'companies', Person: 'persons', User: 'users' } as const;

/** A page of the values of one field, by gsid. */
export const valuesOfCustomField = async (
  tx: Transaction,
  tenantId: string,
  { object, name }: Pick<CustomField, 'object' | 'name'>,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<StoredValue[]> =>
  tx.query<StoredValue>(
    `SELECT gsid, external_id AS "externalId", custom_fields -> $2 AS value FROM ${TABLES[object]}
      WHERE tenant_id = $1 AND custom_fields ? $2 AND ($3::uuid IS NULL OR gsid > $3)
      ORDER BY gsid
      LIMIT $4`,
    [tenantId, name, after, limit],
  );

export const writeCustomFieldValues = async (
  tx: Transaction,
  tenantId: string,
  { object, name }: Pick<CustomField, 'object' | 'name'>,
  values: readonly { readonly gsid: string; readonly value: FieldValue }[],
): Promise<void> => {
  if (values.length === 0) return;
  const table = TABLES[object];
  await tx.query(
    `UPDATE ${table} SET custom_fields = jsonb_set(custom_fields, ARRAY[$2], value), updated_at = $3
       FROM jsonb_to_recordset($4) AS new (tenant_id text, gsid uuid, value jsonb)
      WHERE ${table}.tenant_id = $1 AND ${table}.tenant_id = new.tenant_id AND ${table}.gsid = new.gsid`,
    [tenantId, name, tx.now, JSON.stringify(values.map(({ gsid, value }) => ({ tenant_id: tenantId, gsid, value })))],
  );
};
