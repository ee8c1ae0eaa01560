import type { Transaction } from '@gong-timeline/persistence';
import type { Failures } from '../sign-in/throttle';

/**
 * In the database, so that all replicas count together. Attempts of one key take turns here until the transaction ends:
 * a lock of the key itself, for the first one has no row yet. `keys` in one order everywhere.
 */
export const lockFailures = async (tx: Transaction, keys: readonly string[]): Promise<Map<string, Failures>> => {
  for (const key of keys) await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
  const rows = await tx.query<Failures & { readonly key: string }>(
    `SELECT key, failures, last_failed_at AS "lastFailedAt" FROM sign_in_failures
     WHERE key = ANY($1::text[])`,
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
};

/** Counted before the password is looked at, so that guesses at the same moment count, too. */
export const countFailure = async (tx: Transaction, key: string, forgottenBefore: Date): Promise<void> => {
  await tx.query(
    `INSERT INTO sign_in_failures AS f (key, failures, last_failed_at) VALUES ($1, 1, $2)
     ON CONFLICT (key) DO UPDATE
     SET failures = CASE WHEN f.last_failed_at < $3 THEN 1 ELSE f.failures + 1 END, last_failed_at = $2`,
    [key, tx.now, forgottenBefore],
  );
};

/** One that was counted and was none: the password was right. */
export const takeBackFailure = async (tx: Transaction, key: string): Promise<void> => {
  await tx.query('UPDATE sign_in_failures SET failures = greatest(failures - 1, 0) WHERE key = $1', [key]);
};

export const forgetFailures = async (tx: Transaction, key: string): Promise<void> => {
  await tx.query('DELETE FROM sign_in_failures WHERE key = $1', [key]);
};
