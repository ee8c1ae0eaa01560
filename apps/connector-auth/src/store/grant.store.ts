import type { Transaction } from '@gong-timeline/persistence';
import type { ConnectionKey } from './connection.store';

/** A pair of tokens as it is stored: sealed, both with the same key. */
export interface SealedPair {
  readonly keyId: string;
  readonly sealedAccessToken: Buffer;
  readonly sealedRefreshToken: Buffer;
  readonly accessFingerprint: string;
  readonly obtainedAt: Date;
  readonly expiresAt: Date;
}

const pairValues = (pair: SealedPair): readonly unknown[] => [
  pair.keyId,
  pair.sealedAccessToken,
  pair.sealedRefreshToken,
  pair.accessFingerprint,
  pair.obtainedAt,
  pair.expiresAt,
];

/** The pair of a new consent. It takes the place of whatever is there: a refresh that is under way then stores nothing. */
export async function putPair(tx: Transaction, key: ConnectionKey, pair: SealedPair): Promise<void> {
  await tx.query(
    `INSERT INTO grants (tenant_id, connection_id, generation,
            key_id, sealed_access_token, sealed_refresh_token, access_fingerprint, obtained_at, expires_at)
     VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (tenant_id, connection_id) DO UPDATE SET
            generation = grants.generation + 1, key_id = excluded.key_id,
            sealed_access_token = excluded.sealed_access_token, sealed_refresh_token = excluded.sealed_refresh_token,
            access_fingerprint = excluded.access_fingerprint, obtained_at = excluded.obtained_at,
            expires_at = excluded.expires_at, key_lost = false,
            lease_owner = NULL, lease_until = NULL, paused_until = NULL, last_failure = NULL`,
    [key.tenantId, key.connectionId, ...pairValues(pair)],
  );
}

/** The pair of a refresh, in the place of the very pair that was refreshed. False when another stands there by now. */
export async function replacePair(
  tx: Transaction,
  key: ConnectionKey,
  generation: number,
  pair: SealedPair,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE grants SET generation = generation + 1, key_id = $4, sealed_access_token = $5, sealed_refresh_token = $6,
            access_fingerprint = $7, obtained_at = $8, expires_at = $9,
            lease_owner = NULL, lease_until = NULL, paused_until = NULL, last_failure = NULL
     WHERE tenant_id = $1 AND connection_id = $2 AND generation = $3
     RETURNING 1`,
    [key.tenantId, key.connectionId, generation, ...pairValues(pair)],
  );
  return rows.length > 0;
}

export async function wipePair(tx: Transaction, { tenantId, connectionId }: ConnectionKey): Promise<void> {
  await tx.query('DELETE FROM grants WHERE tenant_id = $1 AND connection_id = $2', [tenantId, connectionId]);
}
