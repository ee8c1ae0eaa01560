import type { OutcomeCode } from '@gong-timeline/domain';

/** An outcome that was written to the log just now. */
export interface Recorded {
  readonly tenantId: string;
  readonly jobId: string;
  readonly connectionId: string;
  readonly code: OutcomeCode;
  readonly occurredAt: string;
  /** What the log said of the same call in the same job until now; null when it is the first. */
  readonly replaced: OutcomeCode | null;
}

/** What a batch adds to one job. Counts can be negative: what was replaced is taken off again. */
export interface Tally {
  readonly tenantId: string;
  readonly jobId: string;
  readonly connectionId: string;
  readonly outcomes: number;
  readonly byCode: Record<string, number>;
  readonly firstAt: string;
  readonly lastAt: string;
}

type Growing = { -readonly [K in keyof Tally]: Tally[K] };

/**
 * One tally a job, so that a batch takes each job's row once; in one order everywhere, so that two batches with the
 * same jobs queue up and never wait for each other crosswise.
 */
export const tallyOf = (recorded: readonly Recorded[]): readonly Tally[] => {
  const tallies = new Map<string, Growing>();
  for (const { tenantId, jobId, connectionId, code, occurredAt, replaced } of recorded) {
    const key = `${tenantId}/${jobId}`;
    const start = { tenantId, jobId, connectionId, outcomes: 0, byCode: {}, firstAt: occurredAt, lastAt: occurredAt };
    const tally: Growing = tallies.get(key) ?? start;
    tallies.set(key, tally);
    tally.byCode[code] = (tally.byCode[code] ?? 0) + 1;
    if (replaced === null) tally.outcomes += 1;
    else tally.byCode[replaced] = (tally.byCode[replaced] ?? 0) - 1;
    if (occurredAt < tally.firstAt) tally.firstAt = occurredAt;
    if (occurredAt > tally.lastAt) tally.lastAt = occurredAt;
  }
  return [...tallies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => tally);
};
