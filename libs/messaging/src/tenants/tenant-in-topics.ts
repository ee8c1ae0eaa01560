import { TOPICS, type TopicName } from '@gong-timeline/contracts';
import type { KafkaMessage } from 'kafkajs';
import { headerText } from '../consumer/delivery';
import type { KafkaClient } from '../kafka/kafka-client';
import { scanTopics } from './scan-topics';

/** What one topic holds of a tenant. */
export interface TopicRemains {
  readonly topic: TopicName;
  /** Of a compacted topic: keys whose newest message says something. Else: messages. */
  readonly left: number;
  /** Those keys; empty for a topic that is not compacted. */
  readonly keys: readonly Buffer[];
}

export const ALL_TOPICS = Object.keys(TOPICS) as TopicName[];

export const isCompacted = (topic: TopicName): boolean => TOPICS[topic].cleanup === 'compact';

/** Reads all topics through. What was superseded and is not compacted away yet is not counted: nobody is told it any more. */
export const tenantInTopics = async (kafka: KafkaClient, tenantId: string): Promise<readonly TopicRemains[]> => {
  const books = new Map(ALL_TOPICS.map((topic) => [topic, new Book(tenantId, isCompacted(topic))]));
  await scanTopics(kafka, ALL_TOPICS, (topic, message) => books.get(topic as TopicName)?.see(message));
  return [...books].map(([topic, book]) => ({ topic, ...book.remains() }));
};

class Book {
  private readonly newest = new Map<string, Buffer>();
  private messages = 0;

  constructor(
    private readonly tenantId: string,
    private readonly compacted: boolean,
  ) {}

  see(message: KafkaMessage): void {
    const { key, value } = message;
    const isOurs = this.isOurs(message);
    if (!this.compacted) {
      if (isOurs) this.messages += 1;
      return;
    }
    // A tombstone may carry no header that says whose it is: a key that is ours goes by any.
    const name = key?.toString('base64') ?? '';
    if (value === null) this.newest.delete(name);
    else if (isOurs && key !== null) this.newest.set(name, key);
  }

  remains(): Pick<TopicRemains, 'left' | 'keys'> {
    const keys = [...this.newest.values()];
    return { left: this.compacted ? keys.length : this.messages, keys };
  }

  private isOurs({ key, headers = {} }: KafkaMessage): boolean {
    if (key?.toString('utf8').startsWith(`${this.tenantId}/`) === true) return true;
    return ['ce_tenantid', 'dead-letter-tenant-id'].some((name) => headerText(headers, name) === this.tenantId);
  }
}
