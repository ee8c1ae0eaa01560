import type { Member } from '@gong-timeline/contracts';
import type { Reader, Transaction } from '@gong-timeline/persistence';
import { entityTag } from '@gong-timeline/runtime';

export interface MemberRow {
  readonly tenantId: string;
  readonly memberId: string;
  readonly email: string;
  readonly name: string;
  readonly role: 'admin' | 'member';
  readonly signIn: 'local' | 'sso';
  readonly active: boolean;
  /** An scrypt record; null until one is set. */
  readonly password: string | null;
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly createdAt: Date;
  readonly lastSignInAt: Date | null;
}

const COLUMNS = `tenant_id AS "tenantId", member_id AS "memberId", email, name, role, sign_in AS "signIn", active,
  password, issuer, subject, created_at AS "createdAt", last_sign_in_at AS "lastSignInAt"`;

/** Addresses are compared without regard to case. */
export const emailKey = (email: string): string => email.normalize('NFC').toLowerCase();

/** Whether they could sign in: a password is set, or the provider's subject is known. */
export const canSignIn = ({ active, password, subject }: MemberRow): boolean =>
  active && (password !== null || subject !== null);

export const toMember = (row: MemberRow): Member => ({
  memberId: row.memberId,
  email: row.email,
  name: row.name,
  role: row.role,
  signIn: row.signIn,
  state: !row.active ? 'off' : canSignIn(row) ? 'active' : 'invited',
  createdAt: row.createdAt.toISOString(),
  lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  etag: tagOfMember(row),
});

/** Of what an admin decides about them; not of what they do themselves. */
export const tagOfMember = ({ memberId, email, name, role, active }: MemberRow): string =>
  entityTag({ memberId, email, name, role, active });

export const readMembers = (reader: Reader, tenantId: string): Promise<MemberRow[]> =>
  reader.query<MemberRow>(`SELECT ${COLUMNS} FROM members WHERE tenant_id = $1 ORDER BY email_key`, [tenantId]);

/** All of a tenant, under a lock that whoever changes its members takes first: so the last admin stays one. */
export const lockMembers = async (tx: Transaction, tenantId: string): Promise<MemberRow[]> => {
  await tx.query('SELECT 1 FROM tenants WHERE tenant_id = $1 FOR UPDATE', [tenantId]);
  return tx.query<MemberRow>(`SELECT ${COLUMNS} FROM members WHERE tenant_id = $1`, [tenantId]);
};

export const findMember = async (reader: Reader, tenantId: string, memberId: string): Promise<MemberRow | null> => {
  const [row] = await reader.query<MemberRow>(
    `SELECT ${COLUMNS} FROM members WHERE tenant_id = $1 AND member_id = $2`,
    [tenantId, memberId],
  );
  return row ?? null;
};

/** Over all tenants, when none is named: who signs in has none yet. Those first who could come in by a password; two at most. */
export const findLocalMembers = (reader: Reader, email: string, tenantId: string | null): Promise<MemberRow[]> =>
  reader.query<MemberRow>(
    `SELECT ${COLUMNS} FROM members
     WHERE email_key = $1 AND sign_in = 'local' AND ($2::text IS NULL OR tenant_id = $2)
     ORDER BY (active AND password IS NOT NULL) DESC LIMIT 2`,
    [emailKey(email), tenantId],
  );

export const findMemberBySubject = async (
  tx: Transaction,
  tenantId: string,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
): Promise<MemberRow | null> => {
  const [row] = await tx.query<MemberRow>(
    `SELECT ${COLUMNS} FROM members WHERE tenant_id = $1 AND issuer = $2 AND subject = $3`,
    [tenantId, issuer, subject],
  );
  return row ?? null;
};

export const findMemberByEmail = async (
  tx: Transaction,
  tenantId: string,
  email: string,
): Promise<MemberRow | null> => {
  const [row] = await tx.query<MemberRow>(`SELECT ${COLUMNS} FROM members WHERE tenant_id = $1 AND email_key = $2`, [
    tenantId,
    emailKey(email),
  ]);
  return row ?? null;
};

export type NewMember = Pick<MemberRow, 'tenantId' | 'memberId' | 'email' | 'name' | 'role' | 'signIn'> & {
  readonly createdBy: string;
  readonly issuer?: string;
  readonly subject?: string;
};

/** Null when the tenant has somebody of that address. */
export const insertMember = async (tx: Transaction, member: NewMember): Promise<MemberRow | null> => {
  const { tenantId, memberId, email, name, role, signIn, createdBy, issuer = null, subject = null } = member;
  const [row] = await tx.query<MemberRow>(
    `INSERT INTO members (tenant_id, member_id, email, email_key, name, role, sign_in, issuer, subject, created_at,
                          created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (tenant_id, email_key) DO NOTHING
     RETURNING ${COLUMNS}`,
    [tenantId, memberId, email, emailKey(email), name, role, signIn, issuer, subject, tx.now, createdBy],
  );
  return row ?? null;
};

const CHANGEABLE = {
  name: 'name',
  role: 'role',
  active: 'active',
  password: 'password',
  issuer: 'issuer',
  subject: 'subject',
} as const;
type Change = Partial<Pick<MemberRow, keyof typeof CHANGEABLE>>;

/** The member as it is then. Only what the change names is written: what else changed meanwhile stays. */
export const updateMember = async (
  tx: Transaction,
  { tenantId, memberId }: Pick<MemberRow, 'tenantId' | 'memberId'>,
  change: Change,
): Promise<MemberRow> => {
  const names = (Object.keys(CHANGEABLE) as (keyof Change)[]).filter((name) => change[name] !== undefined);
  const sets = names.map((name, index) => `${CHANGEABLE[name]} = $${index + 3}`);
  const [row] = await tx.query<MemberRow>(
    `UPDATE members SET ${sets.join(', ')} WHERE tenant_id = $1 AND member_id = $2 RETURNING ${COLUMNS}`,
    [tenantId, memberId, ...names.map((name) => change[name])],
  );
  if (row === undefined) throw new Error('A member that was to be changed is not there');
  return row;
};

/**
 * False when the person may not come in after all: switched off, removed, or the password changed since it was looked
 * at. Locks the person's row, so that whoever switches them off at this moment ends the session that begins here, too.
 */
export const markSignedIn = async (tx: Transaction, member: MemberRow): Promise<boolean> => {
  const rows = await tx.query(
    `UPDATE members SET last_sign_in_at = $3
     WHERE tenant_id = $1 AND member_id = $2 AND active AND password IS NOT DISTINCT FROM $4
     RETURNING 1`,
    [member.tenantId, member.memberId, tx.now, member.password],
  );
  return rows.length > 0;
};

export const deleteMember = async (tx: Transaction, { tenantId, memberId }: MemberRow): Promise<void> => {
  await tx.query('DELETE FROM members WHERE tenant_id = $1 AND member_id = $2', [tenantId, memberId]);
};
