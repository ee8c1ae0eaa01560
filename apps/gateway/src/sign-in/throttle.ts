import { limitKey } from '../access/limit-key';
import { hashSecret } from '../access/random-secret';
import { emailKey } from '../store/member.store';

export interface Failures {
  readonly failures: number;
  readonly lastFailedAt: Date;
}

/** What is counted, and how many failures are free of a wait. */
export interface Throttle {
  readonly key: string;
  readonly free: number;
  /** Cleared by a success. An account's and an address's are not: one right guess must not hide the wrong ones. */
  readonly clearedBySuccess: boolean;
}

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
export const FAILURES_KEPT_MS = 24 * 60 * 60_000;

/**
 * A person who mistypes is held up after five times; an account that is guessed at from many addresses, and an address
 * that guesses at many accounts, a little later. By what was typed, known or not: a wait tells nothing.
 */
export const throttlesOf = (email: string, address: string): readonly Throttle[] =>
  [
    { key: keyOf('pair', emailKey(email), limitKey(address)), free: 5, clearedBySuccess: true },
    { key: keyOf('account', emailKey(email)), free: 20, clearedBySuccess: false },
    { key: keyOf('address', limitKey(address)), free: 50, clearedBySuccess: false },
  ].sort((one, other) => (one.key < other.key ? -1 : 1));

/** Milliseconds until another attempt is looked at; 0: now. */
export const waitOf = ({ free }: Throttle, seen: Failures | undefined, now: Date): number => {
  if (seen === undefined || seen.failures < free) return 0;
  const sinceMs = now.getTime() - seen.lastFailedAt.getTime();
  if (sinceMs >= FAILURES_KEPT_MS) return 0;
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(16, seen.failures - free));
  return Math.min(waitMs, Math.max(0, waitMs - sinceMs));
};

const keyOf = (...parts: readonly string[]): string => hashSecret(JSON.stringify(parts)).toString('hex');
