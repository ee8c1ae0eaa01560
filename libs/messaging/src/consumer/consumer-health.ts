import { type KafkaClient, withAdmin } from '../kafka/kafka-client';
import { type PartitionOffsets, ProgressWatch } from './progress';

export interface Health {
  readonly ready: boolean;
  /** Why not, for people; null when ready. */
  readonly reason: string | null;
  /** Messages not handled yet, in the partitions of this member. */
  readonly lag: number;
}

/**
 * Whether the group really advances, as the broker sees it: committed offsets against the ends of the partitions. A
 * consumer that is dead while its process lives shows up here.
 */
export class ConsumerHealth {
  private readonly watch = new ProgressWatch();
  private last: Health = { ready: false, reason: 'offsets not looked at yet', lag: 0 };

  constructor(
    private readonly kafka: KafkaClient,
    private readonly group: string,
    private readonly topics: readonly string[],
  ) {}

  get current(): Health {
    return this.last;
  }

  async look(isMine: (topic: string, partition: number) => boolean, nowMs: number): Promise<void> {
    try {
      const offsets = (await this.offsets()).filter(({ topic, partition }) => isMine(topic, partition));
      const { lag, stuck } = this.watch.look(offsets, nowMs);
      this.last = { ready: stuck === null, reason: stuck, lag };
    } catch (error) {
      this.last = { ...this.last, ready: false, reason: `broker: ${(error as Error).message}` };
    }
  }

  private offsets(): Promise<PartitionOffsets[]> {
    return withAdmin(this.kafka, async (admin) => {
      const committed = await admin.fetchOffsets({ groupId: this.group, topics: [...this.topics] });
      const all: PartitionOffsets[] = [];
      for (const { topic, partitions } of committed) {
        const ends = new Map((await admin.fetchTopicOffsets(topic)).map((of) => [of.partition, of]));
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
