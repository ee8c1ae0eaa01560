import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { type KafkaClient, openKafka, withAdmin } from '../kafka/kafka-client';

/** The end may be an offset that compaction took away: then silence for this long is the end. */
const SILENCE_MS = 3_000;

/** Shows each message that the topics hold at the beginning of the scan, in the order of its partition. Leaves no group. */
export const scanTopics = async (
  kafka: KafkaClient,
  topics: readonly string[],
  see: (topic: string, message: KafkaMessage) => void,
): Promise<void> => {
  const wanted = await endsOf(kafka, topics);
  if (wanted.size === 0) return;
  const consumer = openKafka(kafka).consumer({
    groupId: `scan-${randomUUID()}`,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 200,
  });
  let heardAt = performance.now();
  let crash: Error | null = null;
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    crash = payload.error;
  });
  consumer.on(consumer.events.GROUP_JOIN, () => {
    heardAt = performance.now();
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }: EachBatchPayload) => {
        for (const message of batch.messages) see(batch.topic, message);
        const place = `${batch.topic}/${batch.partition}`;
        if (BigInt(batch.lastOffset()) + 1n >= (wanted.get(place) ?? 0n)) wanted.delete(place);
        heardAt = performance.now();
      },
    });
    while (wanted.size > 0 && performance.now() - heardAt < SILENCE_MS) {
      if (crash !== null) throw crash;
      await pause(20);
    }
  } finally {
    await consumer.disconnect();
  }
};

/** Per partition that holds anything, the offset it ends at. */
const endsOf = (kafka: KafkaClient, topics: readonly string[]): Promise<Map<string, bigint>> =>
  withAdmin(kafka, async (admin) => {
    const ends = new Map<string, bigint>();
    for (const topic of topics) {
      for (const { partition, high, low } of await admin.fetchTopicOffsets(topic)) {
        if (BigInt(high) > BigInt(low)) ends.set(`${topic}/${partition}`, BigInt(high));
      }
    }
    return ends;
  });
