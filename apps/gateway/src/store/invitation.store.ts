import type { Reader, Transaction } from '@gong-timeline/persistence';

type Person = { readonly tenantId: string; readonly memberId: string };

/** Replaces an earlier one of that person, which is dead from then on. */
export const putInvitation = async (
  tx: Transaction,
  person: Person,
  invitation: { readonly hash: Buffer; readonly createdBy: string; readonly expiresAt: Date },
): Promise<void> => {
  await tx.query(
    `INSERT INTO invitations (tenant_id, member_id, token_hash, created_at, created_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id, member_id) DO UPDATE
     SET token_hash = excluded.token_hash, created_at = excluded.created_at, created_by = excluded.created_by,
         expires_at = excluded.expires_at`,
    [person.tenantId, person.memberId, invitation.hash, tx.now, invitation.createdBy, invitation.expiresAt],
  );
};

/** Whose it is, without using it up. */
export const findInvitation = async (reader: Reader, hash: Buffer, now: Date): Promise<Person | null> => {
  const [row] = await reader.query<Person>(
    `SELECT tenant_id AS "tenantId", member_id AS "memberId" FROM invitations
     WHERE token_hash = $1 AND expires_at > $2`,
    [hash, now],
  );
  return row ?? null;
};

/** Whose it is, once: it is gone with this. Null when it is unknown, used or expired. */
export const takeInvitation = async (tx: Transaction, hash: Buffer): Promise<Person | null> => {
  const [row] = await tx.query<Person>(
    `DELETE FROM invitations WHERE token_hash = $1 AND expires_at > $2
     RETURNING tenant_id AS "tenantId", member_id AS "memberId"`,
    [hash, tx.now],
  );
  return row ?? null;
};

export const dropInvitation = async (tx: Transaction, { tenantId, memberId }: Person): Promise<void> => {
  await tx.query('DELETE FROM invitations WHERE tenant_id = $1 AND member_id = $2', [tenantId, memberId]);
};

export const dropInvitationsOf = async (tx: Transaction, tenantId: string): Promise<number> => {
  const rows = await tx.query('DELETE FROM invitations WHERE tenant_id = $1 RETURNING member_id', [tenantId]);
  return rows.length;
};
