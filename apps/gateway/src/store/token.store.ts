import type { ApiToken, TenantState } from '@gong-timeline/contracts';
import type { Reader, Transaction } from '@gong-timeline/persistence';

/** What stands behind a token that somebody sent. */
export interface KnownToken {
  readonly tokenId: string;
  /** Null: the operator's. */
  readonly tenantId: string | null;
  readonly role: 'admin' | 'member' | 'operator';
  readonly name: string;
  readonly tenantState: TenantState;
  /** Empty: all that the role may. */
  readonly scopes: readonly string[];
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
  readonly scopes: readonly string[];
  readonly createdBy: string;
  readonly expiresAt: Date;
}

export const addApiToken = async (tx: Transaction, token: NewApiToken): Promise<void> => {
  await tx.query(
    `INSERT INTO api_tokens (tenant_id, token_id, token_hash, name, role, created_at, created_by, expires_at, scopes)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text[])`,
    [
      token.tenantId,
      token.tokenId,
      token.hash,
      token.name,
      token.role,
      tx.now,
      token.createdBy,
      token.expiresAt,
      token.scopes,
    ],
  );
};

interface TokenRow {
  readonly token_id: string;
  readonly name: string;
  readonly role: 'admin' | 'member';
  readonly scopes: string[];
  readonly created_at: Date;
  readonly created_by: string;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
  readonly last_used_from: string | null;
}

const toApiToken = (row: TokenRow): ApiToken => ({
  tokenId: row.token_id,
  name: row.name,
  role: row.role,
  scopes: row.scopes,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  expiresAt: row.expires_at.toISOString(),
  revokedAt: row.revoked_at?.toISOString() ?? null,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  lastUsedFrom: row.last_used_from,
});

const TOKEN_COLUMNS = `token_id, name, role, scopes, created_at, created_by, expires_at, revoked_at, last_used_at,
  last_used_from`;

/** The newest first. Never the tokens: only their hashes are here. */
export const readApiTokens = async (reader: Reader, tenantId: string): Promise<ApiToken[]> => {
  const rows = await reader.query<TokenRow>(
    `SELECT ${TOKEN_COLUMNS} FROM api_tokens WHERE tenant_id = $1 ORDER BY created_at DESC, token_id`,
    [tenantId],
  );
  return rows.map(toApiToken);
};

export const findApiToken = async (reader: Reader, tenantId: string, tokenId: string): Promise<ApiToken | null> => {
  const [row] = await reader.query<TokenRow>(
    `SELECT ${TOKEN_COLUMNS} FROM api_tokens WHERE tenant_id = $1 AND token_id = $2`,
    [tenantId, tokenId],
  );
  return row === undefined ? null : toApiToken(row);
};

/** How many there were that still held. */
export const markTokensRevoked = async (tx: Transaction, tenantId: string): Promise<number> => {
  const rows = await tx.query(
    `UPDATE api_tokens SET revoked_at = $2 WHERE tenant_id = $1 AND revoked_at IS NULL AND expires_at > $2 RETURNING 1`,
    [tenantId, tx.now],
  );
  return rows.length;
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
export const findToken = async (reader: Reader, hash: Buffer): Promise<KnownToken | null> => {
  const [row] = await reader.query<KnownToken>(
    `SELECT token_id AS "tokenId", tenant_id AS "tenantId", role, a.name, scopes, expires_at AS "expiresAt",
            last_used_at AS "lastUsedAt", t.state AS "tenantState"
     FROM api_tokens a JOIN tenants t USING (tenant_id) WHERE token_hash = $1 AND revoked_at IS NULL
     UNION ALL
     SELECT token_id, NULL, 'operator', 'operator', '{}'::text[], NULL, last_used_at, 'active'
     FROM operator_tokens WHERE token_hash = $1`,
    [hash],
  );
  return row ?? null;
};

export const markTokenUsed = async (
  tx: Transaction,
  { tenantId, tokenId }: KnownToken,
  address: string,
): Promise<void> => {
  if (tenantId === null) {
    await tx.query('UPDATE operator_tokens SET last_used_at = $2, last_used_from = $3 WHERE token_id = $1', [
      tokenId,
      tx.now,
      address,
    ]);
    return;
  }
  await tx.query(
    'UPDATE api_tokens SET last_used_at = $3, last_used_from = $4 WHERE tenant_id = $1 AND token_id = $2',
    [tenantId, tokenId, tx.now, address],
  );
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
