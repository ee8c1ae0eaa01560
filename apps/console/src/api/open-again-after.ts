const FIRST_MS = 5_000;
const LONGEST_MS = 30_000;
/** Earlier by up to this share: consoles that lost a service at one time do not all come back to it at one time. */
const SPREAD = 0.2;

/** How long a stream that was refused so many times in a row waits before it is asked for again; `chance` is from 0 to 1. */
export const openAgainAfterMs = (refusals: number, chance: number): number =>
  Math.min(FIRST_MS * 2 ** (refusals - 1), LONGEST_MS) * (1 - SPREAD * chance);
