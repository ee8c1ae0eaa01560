import { DEFAULT_ACTIVITY_TYPES } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import { type TypeName, typeName } from '../activity-types/type-name';

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
    `INSERT INTO activity_types (tenant_id, id, name, name_key, position)
     SELECT tenant_id, id, name, name_key, position
       FROM unnest($1::text[]) AS tenant (tenant_id),
            unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS type (id, name, name_key, position)
      ORDER BY tenant_id, position
         ON CONFLICT DO NOTHING`,
    [
      without,
      DEFAULT_ACTIVITY_TYPES.map(({ id }) => id),
      DEFAULT_ACTIVITY_TYPES.map(({ name }) => name),
      DEFAULT_ACTIVITY_TYPES.map(({ name }) => typeName(name)?.key),
    ],
  );
  return read(tx, tenantIds);
};

export interface ActivityTypeToSave extends TypeName {
  readonly id: string;
  readonly isGlobal: boolean;
  readonly isActive: boolean;
}

const COLUMNS = 'tenant_id, id, name, is_global, is_active';

/**
 * The tenant's names. Locked, so that of two changes at once the second is told that the name is taken; and read after
 * the lock was waited for, since a statement does not see what came while it waited.
 */
const holdNames = async (
  tx: Transaction,
  tenantId: string,
): Promise<(ActivityTypeRow & { readonly name_key: string })[]> => {
  await tx.query('SELECT FROM activity_types WHERE tenant_id = $1 ORDER BY id FOR UPDATE', [tenantId]);
  return tx.query(`SELECT ${COLUMNS}, name_key FROM activity_types WHERE tenant_id = $1`, [tenantId]);
};

/** It comes last in the order in which they are offered. */
export const addActivityType = async (
  tx: Transaction,
  tenantId: string,
  type: ActivityTypeToSave,
): Promise<ActivityTypeRow | 'name-taken'> => {
  await holdNames(tx, tenantId);
  const rows = await tx.query<ActivityTypeRow>(
    `INSERT INTO activity_types (tenant_id, id, name, name_key, is_global, is_active, position)
     SELECT $1, $2, $3, $4, $5, $6, coalesce(max(position), 0) + 1 FROM activity_types WHERE tenant_id = $1
         ON CONFLICT DO NOTHING
     RETURNING ${COLUMNS}`,
    [tenantId, type.id, type.name, type.key, type.isGlobal, type.isActive],
  );
  return rows[0] ?? 'name-taken';
};

/** `check` sees the type as it is, locked, and throws if it may not be changed so. */
export const saveActivityType = async (
  tx: Transaction,
  tenantId: string,
  type: ActivityTypeToSave,
  check: (before: ActivityTypeRow) => void,
): Promise<ActivityTypeRow | 'not-found' | 'name-taken'> => {
  const names = await holdNames(tx, tenantId);
  const before = names.find(({ id }) => id === type.id);
  if (before === undefined) return 'not-found';
  check(before);
  if (names.some(({ id, name_key }) => id !== type.id && name_key === type.key)) return 'name-taken';
  const rows = await tx.query<ActivityTypeRow>(
    `UPDATE activity_types SET name = $3, name_key = $4, is_global = $5, is_active = $6
      WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
    [tenantId, type.id, type.name, type.key, type.isGlobal, type.isActive],
  );
  return rows[0] ?? 'not-found';
};
