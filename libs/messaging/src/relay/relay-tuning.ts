export interface RelayTuning {
  /** After kill -9 of a replica its shards stand still for this long. Renewed when a third of it is gone. */
  readonly leaseMs: number;
  /**
   * No send may run into the last part of the lease: a broker that is slow to take what was sent and given up still
   * takes it before another relay, which waits for the lease to end, sends what comes after.
   */
  readonly leaseSlackMs: number;
  /** Looks for what a crash left, and for shards to take, even if nobody wakes it. */
  readonly sweepMs: number;
  readonly batchMessages: number;
  readonly batchBytes: number;
  readonly sendTimeoutMs: number;
  /** The least time between two rounds. A message that comes alone is not kept waiting before it, only behind it. */
  readonly roundMs: number;
  /** The same once a round has had `busyFrom` messages: a small round costs nearly as much as a large one. */
  readonly busyRoundMs: number;
  readonly busyFrom: number;
}

export const RELAY_TUNING: RelayTuning = {
  leaseMs: 8_000,
  leaseSlackMs: 1_500,
  sweepMs: 1_000,
  batchMessages: 500,
  // All of a batch may fall into one partition, and a broker takes 1 MB at a time there by default.
  batchBytes: 900_000,
  sendTimeoutMs: 3_500,
  roundMs: 5,
  busyRoundMs: 40,
  busyFrom: 20,
};
