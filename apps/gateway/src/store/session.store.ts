import type { TenantState } from '@gong-timeline/contracts';
import type { Reader, Transaction } from '@gong-timeline/persistence';

/** A session that holds, and whose it is, as the person is now. */
export interface LiveSession {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly memberId: string;
  readonly role: 'admin' | 'member';
  readonly name: string;
  readonly lastSeenAt: Date;
  readonly tenantState: TenantState;
}

export interface SessionRow {
  readonly sessionId: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly agent: string | null;
}

type Person = { readonly tenantId: string; readonly memberId: string };

export const insertSession = async (
  tx: Transaction,
  session: Person & {
    readonly sessionId: string;
    readonly hash: Buffer;
    readonly expiresAt: Date;
    readonly address: string;
    readonly agent: string | null;
  },
): Promise<void> => {
  const { tenantId, sessionId, memberId, hash, expiresAt, address, agent } = session;
  await tx.query(
    `INSERT INTO sessions (tenant_id, session_id, member_id, token_hash, created_at, last_seen_at, expires_at, address,
                           agent)
     VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)`,
    [tenantId, sessionId, memberId, hash, tx.now, expiresAt, address, agent],
  );
};

/**
 * By hash, so over all tenants: the cookie itself says whose it is. Asked anew with every request, never kept in memory:
 * who is switched off is out at every replica at once.
 */
export const findSession = async (
  reader: Reader,
  hash: Buffer,
  { now, idleMs }: { readonly now: Date; readonly idleMs: number },
): Promise<LiveSession | null> => {
  const [row] = await reader.query<LiveSession>(
    `SELECT s.tenant_id AS "tenantId", s.session_id AS "sessionId", s.member_id AS "memberId", m.role, m.name,
            s.last_seen_at AS "lastSeenAt", t.state AS "tenantState"
     FROM sessions s JOIN members m USING (tenant_id, member_id) JOIN tenants t USING (tenant_id)
     WHERE s.token_hash = $1 AND m.active AND s.expires_at > $2 AND s.last_seen_at > $3`,
    [hash, now, new Date(now.getTime() - idleMs)],
  );
  return row ?? null;
};

export const markSessionSeen = async (tx: Transaction, { tenantId, sessionId }: LiveSession): Promise<void> => {
  await tx.query('UPDATE sessions SET last_seen_at = $3 WHERE tenant_id = $1 AND session_id = $2', [
    tenantId,
    sessionId,
    tx.now,
  ]);
};

export const readSessions = (
  reader: Reader,
  { tenantId, memberId }: Person,
  { now, idleMs }: { readonly now: Date; readonly idleMs: number },
): Promise<SessionRow[]> =>
  reader.query<SessionRow>(
    `SELECT session_id AS "sessionId", created_at AS "createdAt", last_seen_at AS "lastSeenAt",
            expires_at AS "expiresAt", address, agent
     FROM sessions WHERE tenant_id = $1 AND member_id = $2 AND expires_at > $3 AND last_seen_at > $4
     ORDER BY last_seen_at DESC, session_id`,
    [tenantId, memberId, now, new Date(now.getTime() - idleMs)],
  );

/** False when that person has no such session. */
export const deleteSession = async (
  tx: Transaction,
  { tenantId, memberId }: Person,
  sessionId: string,
): Promise<boolean> => {
  const rows = await tx.query(
    'DELETE FROM sessions WHERE tenant_id = $1 AND member_id = $2 AND session_id = $3 RETURNING 1',
    [tenantId, memberId, sessionId],
  );
  return rows.length > 0;
};

/** All of a person, but the one that is named. */
export const deleteSessionsOfMember = async (
  tx: Transaction,
  { tenantId, memberId }: Person,
  butSessionId: string | null = null,
): Promise<void> => {
  await tx.query(
    `DELETE FROM sessions
     WHERE tenant_id = $1 AND member_id = $2 AND ($3::uuid IS NULL OR session_id <> $3)`,
    [tenantId, memberId, butSessionId],
  );
};

/** Whose a cookie is, or was. */
export const findTenantOfSession = async (reader: Reader, hash: Buffer): Promise<string | null> => {
  const [row] = await reader.query<{ tenantId: string }>(
    'SELECT tenant_id AS "tenantId" FROM sessions WHERE token_hash = $1',
    [hash],
  );
  return row?.tenantId ?? null;
};

export const deleteSessionByHash = async (tx: Transaction, hash: Buffer): Promise<void> => {
  await tx.query('DELETE FROM sessions WHERE token_hash = $1', [hash]);
};

export const deleteSessionsOfTenant = async (tx: Transaction, tenantId: string): Promise<number> => {
  const rows = await tx.query('DELETE FROM sessions WHERE tenant_id = $1 RETURNING 1', [tenantId]);
  return rows.length;
};
