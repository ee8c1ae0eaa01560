import type { Database, Transaction } from '@gong-timeline/persistence';

/** What stands behind a token that somebody sent. */
export interface KnownToken {
  readonly tokenId: string;
  /** Null: the operator's. */
  readonly tenantId: string | null;
  readonly role: 'admin' | 'member' | 'operator';
  /** Null: never. */
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export interface NewApiToken {
  readonly tenantId: string;
  readonly tokenId: string;
  readonly hash: Buffer;
  readonly name: string;
  readonly role: 'admin' | 'member';
  readonly createdBy: string;
  readonly expiresAt: Date;
}

export const addApiToken = async (tx: Transaction, token: NewApiToken): Promise<void> => {
  await tx.query(
    `INSERT INTO api_tokens (tenant_id, token_id, token_hash, name, role, created_at, created_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [token.tenantId, token.tokenId, token.hash, token.name, token.role, tx.now, token.createdBy, token.expiresAt],
  );
};

/** False when the tenant has no such token. Revoking twice keeps the first time. */
export const markTokenRevoked = async (tx: Transaction, tenantId: string, tokenId: string): Promise<boolean> => {
  const rows = await tx.query(
    `UPDATE api_tokens SET revoked_at = coalesce(revoked_at, $3)
     WHERE tenant_id = $1 AND token_id = $2
     RETURNING token_id`,
    [tenantId, tokenId, tx.now],
  );
  return rows.length > 0;
};

/** By hash, so over all tenants: the token itself says whose it is. Revoked ones are not found. */
export const findToken = async (database: Database, hash: Buffer): Promise<KnownToken | null> => {
  const [row] = await database.query<KnownToken>(
    `SELECT token_id AS "tokenId", tenant_id AS "tenantId", role, expires_at AS "expiresAt",
            last_used_at AS "lastUsedAt"
     FROM api_tokens WHERE token_hash = $1 AND revoked_at IS NULL
     UNION ALL
     SELECT token_id, NULL, 'operator', NULL, last_used_at FROM operator_tokens WHERE token_hash = $1`,
    [hash],
  );
  return row ?? null;
};

export const markTokenUsed = async (tx: Transaction, { tenantId, tokenId }: KnownToken): Promise<void> => {
  if (tenantId === null) {
    await tx.query('UPDATE operator_tokens SET last_used_at = $2 WHERE token_id = $1', [tokenId, tx.now]);
    return;
  }
  await tx.query('UPDATE api_tokens SET last_used_at = $3 WHERE tenant_id = $1 AND token_id = $2', [
    tenantId,
    tokenId,
    tx.now,
  ]);
};

/** Replicas that start together take turns here, so that only one of them makes the token. Held until the transaction ends. */
export const operatorTokenExists = async (tx: Transaction): Promise<boolean> => {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('gateway operator token', 0))`);
  const rows = await tx.query('SELECT 1 FROM operator_tokens');
  return rows.length > 0;
};

export const addOperatorToken = async (tx: Transaction, tokenId: string, hash: Buffer): Promise<void> => {
  await tx.query('INSERT INTO operator_tokens (token_id, token_hash, created_at) VALUES ($1, $2, $3)', [
    tokenId,
    hash,
    tx.now,
  ]);
};
