export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Doubles with each failure in a row, up to the longest. `failures` counts from 1. */
export const delayMs = ({ firstMs, longestMs }: Backoff, failures: number): number =>
  Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
