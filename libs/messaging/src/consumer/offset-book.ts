import { setImmediate as turn } from 'node:timers/promises';

export interface OffsetsToCommit {
  topics: { topic: string; partitions: { partition: number; offset: string }[] }[];
}

interface Entry {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

/** Commits the offsets of several partitions with one request: those that are done in the same turn. */
export class OffsetBook {
  private entries: Entry[] = [];
  private next: Promise<void> | null = null;

  constructor(private readonly commit: (offsets: OffsetsToCommit) => Promise<void>) {}

  /** Resolves once it is committed; rejects when it was not, as when the group rebalances. */
  write(entry: Entry): Promise<void> {
    this.entries.push(entry);
    this.next ??= this.flush();
    return this.next;
  }

  private async flush(): Promise<void> {
    await turn();
    const entries = this.entries;
    this.entries = [];
    this.next = null;
    const topics = new Map<string, { partition: number; offset: string }[]>();
    for (const { topic, partition, offset } of entries) {
      const partitions = topics.get(topic) ?? [];
      partitions.push({ partition, offset });
      topics.set(topic, partitions);
    }
    await this.commit({ topics: [...topics].map(([topic, partitions]) => ({ topic, partitions })) });
  }
}
