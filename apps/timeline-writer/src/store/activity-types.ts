import { DEFAULT_ACTIVITY_TYPES } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';

export interface ActivityTypeRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly name: string;
  readonly is_global: boolean;
  readonly is_active: boolean;
}

const read = (tx: Transaction, tenantIds: readonly string[]): Promise<ActivityTypeRow[]> =>
  tx.query<ActivityTypeRow>(
    `SELECT tenant_id, id, name, is_global, is_active FROM activity_types
      WHERE tenant_id = ANY ($1) ORDER BY tenant_id, position, id`,
    [tenantIds],
  );

/** The Activity Types of these tenants, in the order in which they are offered. A tenant that has none yet gets the defaults. */
export const activityTypesOf = async (tx: Transaction, tenantIds: readonly string[]): Promise<ActivityTypeRow[]> => {
  const known = await read(tx, tenantIds);
  const withTypes = new Set(known.map((row) => row.tenant_id));
  const without = [...new Set(tenantIds)].filter((tenantId) => !withTypes.has(tenantId)).sort();
  if (without.length === 0) return known;
  await tx.query(
    `INSERT INTO activity_types (tenant_id, id, name, position)
     SELECT tenant_id, id, name, position
       FROM unnest($1::text[]) AS tenant (tenant_id),
            unnest($2::text[], $3::text[]) WITH ORDINALITY AS type (id, name, position)
      ORDER BY tenant_id, position
         ON CONFLICT DO NOTHING`,
    [without, DEFAULT_ACTIVITY_TYPES.map(({ id }) => id), DEFAULT_ACTIVITY_TYPES.map(({ name }) => name)],
  );
  return read(tx, tenantIds);
};
