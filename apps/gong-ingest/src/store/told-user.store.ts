import type { Transaction } from '@gong-timeline/persistence';
import type { ToldUsers } from '../gong-users/what-to-tell';

interface OfConnection {
  readonly tenantId: string;
  readonly connectionId: string;
}

/** Of Gong's user list no content is kept here, but a hash of what was told. */
export const toldUsers = async (tx: Transaction, { tenantId, connectionId }: OfConnection): Promise<ToldUsers> => {
  const rows = await tx.query<{ gong_user_id: string; told_hash: string | null }>(
    'SELECT gong_user_id, told_hash FROM told_user WHERE tenant_id = $1 AND connection_id = $2',
    [tenantId, connectionId],
  );
  return new Map(rows.map((row) => [row.gong_user_id, row.told_hash]));
};

/** Gives the revision that each is told with. */
export const saveToldUsers = async (
  tx: Transaction,
  { tenantId, connectionId }: OfConnection,
  users: readonly { readonly gongUserId: string; readonly hash: string }[],
): Promise<ReadonlyMap<string, number>> => {
  if (users.length === 0) return new Map();
  const rows = await tx.query<Told>(
    `INSERT INTO told_user AS known (tenant_id, connection_id, gong_user_id, told_hash, revision)
     SELECT $1, $2, seen.gong_user_id, seen.told_hash, 1
     FROM unnest($3::text[], $4::text[]) AS seen (gong_user_id, told_hash) ORDER BY 3
     ON CONFLICT (tenant_id, connection_id, gong_user_id) DO UPDATE
       SET told_hash = excluded.told_hash, revision = known.revision + 1
     RETURNING gong_user_id, revision`,
    [tenantId, connectionId, users.map(({ gongUserId }) => gongUserId), users.map(({ hash }) => hash)],
  );
  return new Map(rows.map((row) => [row.gong_user_id, row.revision]));
};

export interface GoneUser {
  readonly gongUserId: string;
  readonly revision: number;
}

/** The rows stay, so that their revisions go on counting should the users come back. */
export const markUsersGone = async (
  tx: Transaction,
  { tenantId, connectionId }: OfConnection,
  gongUserIds: readonly string[],
): Promise<GoneUser[]> => {
  if (gongUserIds.length === 0) return [];
  const rows = await tx.query<Told>(
    `UPDATE told_user SET told_hash = NULL, revision = revision + 1
     WHERE tenant_id = $1 AND connection_id = $2 AND gong_user_id = ANY($3)
     RETURNING gong_user_id, revision`,
    [tenantId, connectionId, gongUserIds],
  );
  return rows.map(toGone);
};

/** All that were told of a connection, with the revision of their end. */
export const dropToldUsers = async (tx: Transaction, { tenantId, connectionId }: OfConnection): Promise<GoneUser[]> => {
  const rows = await tx.query<Told>(
    `DELETE FROM told_user WHERE tenant_id = $1 AND connection_id = $2 RETURNING gong_user_id, revision + 1 AS revision`,
    [tenantId, connectionId],
  );
  return rows.map(toGone);
};

interface Told {
  gong_user_id: string;
  revision: number;
}

const toGone = (row: Told): GoneUser => ({ gongUserId: row.gong_user_id, revision: row.revision });
