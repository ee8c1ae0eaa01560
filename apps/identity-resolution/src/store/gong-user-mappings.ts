import type { Transaction } from '@gong-timeline/persistence';
import type { GongUserKey } from './gong-users';

/** S17. */
export const saveMapping = async (
  tx: Transaction,
  { tenantId, connectionId, gongUserId }: GongUserKey,
  userGsid: string,
): Promise<void> => {
  await tx.query(
    `INSERT INTO gong_user_mappings (tenant_id, connection_id, gong_user_id, user_gsid) VALUES ($1, $2, $3, $4)
         ON CONFLICT (tenant_id, connection_id, gong_user_id) DO UPDATE SET user_gsid = excluded.user_gsid`,
    [tenantId, connectionId, gongUserId, userGsid],
  );
};

/** False when there was none. */
export const dropMapping = async (
  tx: Transaction,
  { tenantId, connectionId, gongUserId }: GongUserKey,
): Promise<boolean> => {
  const rows = await tx.query(
    `DELETE FROM gong_user_mappings WHERE tenant_id = $1 AND connection_id = $2 AND gong_user_id = $3
     RETURNING user_gsid`,
    [tenantId, connectionId, gongUserId],
  );
  return rows.length > 0;
};

/** Null for a User of another tenant too. */
export const userToMap = async (
  tx: Transaction,
  tenantId: string,
  gsid: string,
): Promise<{ readonly name: string; readonly active: boolean } | null> => {
  const rows = await tx.query<{ name: string; active: boolean }>(
    'SELECT name, active FROM users WHERE tenant_id = $1 AND gsid = $2',
    [tenantId, gsid],
  );
  return rows[0] ?? null;
};
