import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { type KafkaClient, openKafka, withAdmin } from '../kafka/kafka-client';
import { DEAD_LETTER_TOPIC, type DeadLetter, fromDeadLetter } from './dead-letter';

/** The end may be an offset that compaction took away: then silence for this long is the end. */
const SILENCE_MS = 3_000;

/** All dead letters that stand: neither replayed nor discarded. Reads the whole topic once, and leaves no group. */
export async function readDeadLetters(kafka: KafkaClient): Promise<ReadonlyMap<string, DeadLetter>> {
  const wanted = await endsOf(kafka);
  const letters = new Map<string, DeadLetter>();
  if (wanted.size === 0) return letters;
  const consumer = openKafka(kafka).consumer({
    groupId: `dead-letters-reader-${randomUUID()}`,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 200,
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [DEAD_LETTER_TOPIC], fromBeginning: true });
    await readToEnd(consumer, wanted, letters);
  } finally {
    await consumer.disconnect();
  }
  return letters;
}

/** Per partition that holds anything, the offset it ends at. */
function endsOf(kafka: KafkaClient): Promise<Map<number, bigint>> {
  return withAdmin(kafka, async (admin) => {
    const offsets = await admin.fetchTopicOffsets(DEAD_LETTER_TOPIC);
    return new Map(
      offsets
        .filter(({ high, low }) => BigInt(high) > BigInt(low))
        .map(({ partition, high }) => [partition, BigInt(high)]),
    );
  });
}

async function readToEnd(
  consumer: Consumer,
  wanted: Map<number, bigint>,
  letters: Map<string, DeadLetter>,
): Promise<void> {
  let heardAt = performance.now();
  let crash: Error | null = null;
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    crash = payload.error;
  });
  consumer.on(consumer.events.GROUP_JOIN, () => {
    heardAt = performance.now();
  });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }: EachBatchPayload) => {
      for (const { key, headers, value } of batch.messages) keep(letters, key?.toString('utf8') ?? '', headers, value);
      if (BigInt(batch.lastOffset()) + 1n >= (wanted.get(batch.partition) ?? 0n)) wanted.delete(batch.partition);
      heardAt = performance.now();
    },
  });
  while (wanted.size > 0 && performance.now() - heardAt < SILENCE_MS) {
    if (crash !== null) throw crash;
    await pause(20);
  }
}

function keep(
  letters: Map<string, DeadLetter>,
  reference: string,
  headers: EachBatchPayload['batch']['messages'][number]['headers'],
  value: Buffer | null,
): void {
  // Last, so that a dead letter that came again stands where it was written last.
  letters.delete(reference);
  if (value === null) return;
  const letter = fromDeadLetter(reference, headers ?? {}, value);
  if (letter !== null) letters.set(reference, letter);
}
