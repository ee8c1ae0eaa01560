import { randomUUID } from 'node:crypto';
import { type Database, NOBODY, type OutboxMessage, postMessage, type Transaction } from '@gong-timeline/persistence';
import { asField, type Log } from '../log';
import { segmentKeys } from './segment-keys';

/** No fact: whoever reads the topic passes it by. It has a key of its own and no value, so it deletes nothing. */
export const SEGMENT_CLOSED = 'kafka.segment-closed.v1';

const HOUR_MS = 60 * 60 * 1000;

export interface SegmentCloserOptions {
  readonly database: Database;
  /** Compacted topics that must forget, and how many partitions they have. */
  readonly topics: readonly { readonly topic: string; readonly partitions: number }[];
  readonly source: string;
  readonly log: Log;
  readonly everyMs?: number;
  /** Long after a start, so that services that are started again and again do not fill the topics. */
  readonly firstMs?: number;
}

/**
 * Kafka compacts closed segments only, and looks whether one is old enough to be closed when a message comes for its
 * partition. In a partition that nothing comes to, what was superseded or erased would stand for ever, whatever
 * `max.compaction.lag.ms` says (tried on 4.4.0). So each partition is sent a tombstone of a key that is nobody's, once an
 * hour. Replicas do it each for itself, which does no harm.
 */
export class SegmentCloser {
  private timer: NodeJS.Timeout | null = null;
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly options: SegmentCloserOptions) {}

  start(): void {
    const { everyMs = HOUR_MS, firstMs = HOUR_MS / 6 } = this.options;
    const runIn = (ms: number): void => {
      this.timer = setTimeout(() => {
        this.turn = this.run();
        runIn(everyMs);
      }, ms).unref();
    };
    runIn(firstMs);
  }

  /** Resolves when the turn in hand has ended. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    await this.turn;
  }

  private async run(): Promise<void> {
    const { database, topics, source, log } = this.options;
    try {
      await database.within(NOBODY).transaction(async (tx) => closeSegments(tx, topics, source));
    } catch (error) {
      log.warn({ err: asField(error) }, 'segments of compacted topics could not be closed: tried again in an hour');
    }
  }
}

export const closeSegments = (tx: Transaction, topics: SegmentCloserOptions['topics'], source: string): void => {
  for (const { topic, partitions } of topics) {
    for (const key of segmentKeys(partitions)) postMessage(tx, messageOf(topic, key, source, tx.now));
  }
};

const messageOf = (topic: string, key: string, source: string, now: Date): OutboxMessage => ({
  tenantId: NOBODY,
  topic,
  key,
  headers: {
    ce_specversion: '1.0',
    ce_id: randomUUID(),
    ce_type: SEGMENT_CLOSED,
    ce_source: source,
    ce_time: now.toISOString(),
  },
  value: null,
});
