import type { Transaction } from '@gong-timeline/persistence';

export interface SsoAttempt {
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

type Hashes = { readonly stateHash: Buffer; readonly browserHash: Buffer };

export const insertSsoAttempt = async (
  tx: Transaction,
  attempt: SsoAttempt & Hashes & { readonly expiresAt: Date },
): Promise<void> => {
  await tx.query(
    `INSERT INTO sso_attempts (state_hash, browser_hash, nonce, verifier, return_to, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [attempt.stateHash, attempt.browserHash, attempt.nonce, attempt.verifier, attempt.returnTo, attempt.expiresAt],
  );
};

/** Once, and for the browser that began it only: another one neither gets it nor uses it up. */
export const takeSsoAttempt = async (
  tx: Transaction,
  { stateHash, browserHash }: Hashes,
): Promise<SsoAttempt | null> => {
  const [row] = await tx.query<SsoAttempt>(
    `DELETE FROM sso_attempts WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > $3
     RETURNING nonce, verifier, return_to AS "returnTo"`,
    [stateHash, browserHash, tx.now],
  );
  return row ?? null;
};
