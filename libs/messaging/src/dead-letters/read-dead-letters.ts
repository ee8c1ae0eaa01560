import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { type KafkaClient, openKafka, withAdmin } from '../kafka/kafka-client';
import { DEAD_LETTER_TOPIC, type DeadLetter, fromDeadLetter } from './dead-letter';

/** The end may be an offset that compaction took away: then silence for this long is the end, if the broker answers. */
const SILENCE_MS = 3_000;
/** Of one that does not: longer than the library waits for an answer, after which it crashes by itself. */
const GIVEN_UP_MS = 60_000;

/**
 * All dead letters that stand: neither replayed nor discarded. Reads the whole topic once, and leaves no group. Fails where
 * a broker does not answer, rather than leave some out.
 */
export async function readDeadLetters(
  kafka: KafkaClient,
  silenceMs = SILENCE_MS,
): Promise<ReadonlyMap<string, DeadLetter>> {
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
    await readToEnd(consumer, { wanted, silenceMs }, letters);
  } finally {
    await consumer.disconnect();
  }
  return letters;
}

interface End {
  readonly offset: bigint;
  readonly leader: string;
}

/** Per partition that holds anything, the offset it ends at, and which broker answers for it. */
function endsOf(kafka: KafkaClient): Promise<Map<number, End>> {
  return withAdmin(kafka, async (admin) => {
    const offsets = await admin.fetchTopicOffsets(DEAD_LETTER_TOPIC);
    const { topics } = await admin.fetchTopicMetadata({ topics: [DEAD_LETTER_TOPIC] });
    const leaders = new Map(topics.flatMap(({ partitions }) => partitions.map((of) => [of.partitionId, of.leader])));
    return new Map(
      offsets
        .filter(({ high, low }) => BigInt(high) > BigInt(low))
        .map(({ partition, high }) => [partition, { offset: BigInt(high), leader: String(leaders.get(partition)) }]),
    );
  });
}

async function readToEnd(
  consumer: Consumer,
  { wanted, silenceMs }: { readonly wanted: Map<number, End>; readonly silenceMs: number },
  letters: Map<string, DeadLetter>,
): Promise<void> {
  let heardAt = performance.now();
  // How often each broker has answered after such a silence. What came with one answer is taken before it is asked again.
  const answers = new Map<string, number>();
  const heard = (): void => {
    heardAt = performance.now();
    answers.clear();
  };
  let crash: Error | null = null;
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    crash = payload.error;
  });
  consumer.on(consumer.events.GROUP_JOIN, heard);
  consumer.on(consumer.events.FETCH, ({ payload }) => {
    const leader = String(payload.nodeId);
    if (performance.now() - heardAt >= silenceMs) answers.set(leader, (answers.get(leader) ?? 0) + 1);
  });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }: EachBatchPayload) => {
      for (const { key, headers, value } of batch.messages) keep(letters, key?.toString('utf8') ?? '', headers, value);
      const end = wanted.get(batch.partition)?.offset ?? 0n;
      if (BigInt(batch.lastOffset()) + 1n >= end) wanted.delete(batch.partition);
      heard();
    },
  });
  while ([...wanted.values()].some(({ leader }) => (answers.get(leader) ?? 0) < 2)) {
    if (crash !== null) throw crash;
    if (performance.now() - heardAt > GIVEN_UP_MS) throw new Error('Kafka did not answer while dead letters were read');
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
