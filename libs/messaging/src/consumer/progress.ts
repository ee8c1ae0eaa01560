export interface PartitionOffsets {
  readonly topic: string;
  readonly partition: number;
  readonly committed: bigint;
  readonly end: bigint;
}

export interface Progress {
  /** Messages not handled yet. */
  readonly lag: number;
  /** What does not advance, for people; null when all does. */
  readonly stuck: string | null;
}

interface Seen {
  readonly committed: bigint;
  /** When the committed offset last moved, or there was no lag. */
  readonly movedAt: number;
}

/** A partition that has a lag and did not move for this long is stuck, whatever the process says of itself. */
export const STUCK_AFTER_MS = 60_000;

/** Follows the committed offsets of partitions over time. */
export class ProgressWatch {
  private readonly seen = new Map<string, Seen>();

  /** `offsets`: of the partitions this member has; others answer for theirs. */
  look(offsets: readonly PartitionOffsets[], nowMs: number): Progress {
    const places = new Set(offsets.map(placeOf));
    for (const place of this.seen.keys()) if (!places.has(place)) this.seen.delete(place);
    let lag = 0n;
    let stuck: string | null = null;
    for (const one of offsets) {
      const behind = one.end > one.committed ? one.end - one.committed : 0n;
      lag += behind;
      stuck ??= this.follow(one, behind, nowMs);
    }
    return { lag: Number(lag), stuck };
  }

  private follow(one: PartitionOffsets, behind: bigint, nowMs: number): string | null {
    const place = placeOf(one);
    const before = this.seen.get(place);
    if (before === undefined || behind === 0n || one.committed !== before.committed) {
      this.seen.set(place, { committed: one.committed, movedAt: nowMs });
      return null;
    }
    const standsMs = nowMs - before.movedAt;
    if (standsMs < STUCK_AFTER_MS) return null;
    return `${place} stands at ${one.committed} of ${one.end} for ${Math.round(standsMs / 1000)} s`;
  }
}

const placeOf = ({ topic, partition }: PartitionOffsets): string => `${topic}/${partition}`;
