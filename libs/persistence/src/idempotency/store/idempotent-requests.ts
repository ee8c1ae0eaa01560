import type { ClientBase } from 'pg';
import { setReach } from '../../reach';
import type { Reader } from '../../tenant-database';
import type { Transaction } from '../../transaction';

export interface RequestKey {
  readonly tenantId: string;
  readonly actorId: string;
  readonly keyHash: Buffer;
}

export interface RememberedRequest {
  readonly fingerprint: Buffer;
  readonly attempt: string;
  readonly leaseUntil: Date;
  readonly effect: boolean;
  readonly answer: Buffer | null;
}

interface Attempt {
  readonly fingerprint: Buffer;
  readonly attempt: string;
  readonly leaseUntil: Date;
  readonly expiresAt: Date;
}

const WHERE = 'tenant_id = $1 AND actor_id = $2 AND key_hash = $3';
const idOf = ({ tenantId, actorId, keyHash }: RequestKey): unknown[] => [tenantId, actorId, keyHash];

/** Whoever asks next tidies up, a bounded number: nothing is kept much longer than it is promised to be. */
const MOST_TO_FORGET = 100;

/** Of all tenants, which is why it needs a reach over all. */
export const forgetExpired = async (reader: Transaction): Promise<void> => {
  await reader.query(
    `DELETE FROM idempotent_request WHERE ctid IN (
       SELECT ctid FROM idempotent_request WHERE expires_at <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [reader.now, MOST_TO_FORGET],
  );
};

/** True for the one of many that may go on. */
export const claimRequest = async (tx: Transaction, key: RequestKey, attempt: Attempt): Promise<boolean> => {
  const rows = await tx.query(
    `INSERT INTO idempotent_request AS known
       (tenant_id, actor_id, key_hash, fingerprint, attempt, lease_until, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (tenant_id, actor_id, key_hash) DO UPDATE
        SET fingerprint = excluded.fingerprint, attempt = excluded.attempt, lease_until = excluded.lease_until,
            expires_at = excluded.expires_at, effect = false, answer = NULL
      WHERE known.expires_at <= $8
     RETURNING 1`,
    [...idOf(key), attempt.fingerprint, attempt.attempt, attempt.leaseUntil, attempt.expiresAt, tx.now],
  );
  return rows.length > 0;
};

export const findRequest = async (reader: Reader, key: RequestKey): Promise<RememberedRequest | null> => {
  const [row] = await reader.query<RememberedRequest>(
    `SELECT fingerprint, attempt, lease_until AS "leaseUntil", effect, answer FROM idempotent_request WHERE ${WHERE}`,
    idOf(key),
  );
  return row ?? null;
};

/** From an attempt that ended without a word: its lease is over and it had no effect. */
export const takeOver = async (tx: Transaction, key: RequestKey, from: string, to: Attempt): Promise<boolean> => {
  const rows = await tx.query(
    `UPDATE idempotent_request SET attempt = $5, lease_until = $6
      WHERE ${WHERE} AND attempt = $4 AND NOT effect AND answer IS NULL AND lease_until <= $7 RETURNING 1`,
    [...idOf(key), from, to.attempt, to.leaseUntil, tx.now],
  );
  return rows.length > 0;
};

export const keepAnswer = async (tx: Transaction, key: RequestKey, attempt: string, answer: Buffer): Promise<void> => {
  await tx.query(`UPDATE idempotent_request SET answer = $5 WHERE ${WHERE} AND attempt = $4`, [
    ...idOf(key),
    attempt,
    answer,
  ]);
};

/** After a refusal: nothing was done, so the same key may ask again. What had an effect stays. */
export const letGo = async (tx: Transaction, key: RequestKey, attempt: string): Promise<void> => {
  await tx.query(`DELETE FROM idempotent_request WHERE ${WHERE} AND attempt = $4 AND NOT effect`, [
    ...idOf(key),
    attempt,
  ]);
};

/**
 * The last statement before COMMIT, whatever the transaction's own reach was. False when another attempt has taken
 * over: then this transaction must not commit.
 */
export const markEffect = async (client: ClientBase, key: RequestKey, attempt: string): Promise<boolean> => {
  await setReach(client, [key.tenantId]);
  const { rowCount } = await client.query(
    `UPDATE idempotent_request SET effect = true WHERE ${WHERE} AND attempt = $4`,
    [...idOf(key), attempt],
  );
  return rowCount === 1;
};
