export interface LendableToken {
  readonly accessFingerprint: string;
  readonly obtainedAt: Date;
  readonly expiresAt: Date;
  /** Gong did not answer the last refresh, and is not asked again yet. */
  readonly isPaused: boolean;
}

export type Lending = 'lend' | 'refresh' | 'unavailable';

/** Tokens of a short life are refreshed at a fifth of it: the full margin would refresh them at each lending. */
const SHARE_OF_LIFE = 1 / 5;
/** Less than this is not worth a request. */
const LAST_USE_MS = 5_000;

/** `refused`: fingerprint of the token that Gong just refused; one that is not stored any more says nothing. */
export function decideLending(token: LendableToken, refused: string | null, now: Date, marginMs: number): Lending {
  const lifeMs = token.expiresAt.getTime() - token.obtainedAt.getTime();
  const leftMs = token.expiresAt.getTime() - now.getTime();
  const isRefused = refused === token.accessFingerprint;
  if (!isRefused && leftMs > Math.min(marginMs, lifeMs * SHARE_OF_LIFE)) return 'lend';
  if (!token.isPaused) return 'refresh';
  return !isRefused && leftMs > LAST_USE_MS ? 'lend' : 'unavailable';
}
