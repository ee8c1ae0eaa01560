import type { Transaction } from '@gong-timeline/persistence';
import type { Failures } from '../sign-in/throttle';

/** In the database, so that all replicas count together. The rows stay locked until the transaction ends. */
export const lockFailures = async (tx: Transaction, keys: readonly string[]): Promise<Map<string, Failures>> => {
  const rows = await tx.query<Failures & { readonly key: string }>(
    `SELECT key, failures, last_failed_at AS "lastFailedAt" FROM sign_in_failures
     WHERE key = ANY($1::text[]) ORDER BY key FOR UPDATE`,
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
