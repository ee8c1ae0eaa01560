export interface RefreshTimes {
  /** Longer than Gong may take to answer, and than storing the answer takes: a lease that runs out means a dead replica. */
  readonly leaseMs: number;
  /** After a refresh that Gong did not answer, before it is asked again. */
  readonly pauseMs: number;
  /** How often who waits for another's refresh looks whether it is done. One waits per process and connection. */
  readonly pollMs: number;
  /** How long an invalid_grant waits for whoever had the lease before, and may be storing the new pair only now. */
  readonly graceMs: number;
}

export const refreshTimes = (gongTimeoutMs: number): RefreshTimes => ({
  leaseMs: gongTimeoutMs + 30_000,
  pauseMs: 10_000,
  pollMs: 100,
  graceMs: 1_000,
});
