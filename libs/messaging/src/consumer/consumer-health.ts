import { withAdmin, type KafkaClient } from '../kafka/kafka-client';

export interface Health {
  readonly ready: boolean;
  /** Why not, for people; null when ready. */
  readonly reason: string | null;
  /** Messages not handled yet, over all partitions of the group. */
  readonly lag: number;
}

interface Seen {
  committed: bigint;
  /** When the committed offset last moved, or there was no lag. */
  movedAt: number;
}

/** A partition that has a lag and did not move for this long is stuck, whatever the process says of itself. */
export const STUCK_AFTER_MS = 60_000;

/**
 * Whether the group really advances, as the broker sees it: committed offsets against the ends of the partitions. A
 * consumer that is dead while its process lives shows up here.
 */
export class ConsumerHealth {
  private readonly seen = new Map<string, Seen>();
  private last: Health = { ready: false, reason: 'offsets not looked at yet', lag: 0 };

  constructor(
    private readonly kafka: KafkaClient,
    private readonly group: string,
    private readonly topics: readonly string[],
  ) {}

  get current(): Health {
    return this.last;
  }

  /** `mine`: whether this member has the partition; others answer for theirs. */
  async look(mine: (topic: string, partition: number) => boolean, nowMs: number): Promise<Health> {
    try {
      this.last = this.judge(await this.offsets(), mine, nowMs);
    } catch (error) {
      this.last = { ready: false, reason: `broker: ${(error as Error).message}`, lag: this.last.lag };
    }
    return this.last;
  }

  private judge(
    offsets: readonly Offsets[],
    mine: (topic: string, partition: number) => boolean,
    nowMs: number,
  ): Health {
    let lag = 0n;
    let stuck: string | null = null;
    for (const { topic, partition, committed, end } of offsets) {
      const place = `${topic}/${partition}`;
      if (!mine(topic, partition)) {
        this.seen.delete(place);
        continue;
      }
      const behind = end - committed;
      lag += behind > 0n ? behind : 0n;
      const before = this.seen.get(place);
      if (before === undefined || behind <= 0n || committed !== before.committed) {
        this.seen.set(place, { committed, movedAt: nowMs });
      } else if (nowMs - before.movedAt >= STUCK_AFTER_MS) {
        const seconds = Math.round((nowMs - before.movedAt) / 1000);
        stuck ??= `${place} stands at ${committed} of ${end} since ${seconds} s`;
      }
    }
    return { ready: stuck === null, reason: stuck, lag: Number(lag) };
  }

  private offsets(): Promise<Offsets[]> {
    return withAdmin(this.kafka, async (admin) => {
      const committed = await admin.fetchOffsets({ groupId: this.group, topics: [...this.topics] });
      const all: Offsets[] = [];
      for (const { topic, partitions } of committed) {
        const ends = new Map((await admin.fetchTopicOffsets(topic)).map((ends) => [ends.partition, ends]));
        for (const { partition, offset } of partitions) {
          const { high = '0', low = '0' } = ends.get(partition) ?? {};
          // -1: nothing committed yet. What retention deleted cannot be behind.
          const from = BigInt(offset) > BigInt(low) ? BigInt(offset) : BigInt(low);
          all.push({ topic, partition, committed: from, end: BigInt(high) });
        }
      }
      return all;
    });
  }
}

interface Offsets {
  readonly topic: string;
  readonly partition: number;
  readonly committed: bigint;
  readonly end: bigint;
}
