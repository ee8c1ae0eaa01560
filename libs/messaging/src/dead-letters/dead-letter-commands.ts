import { KafkaSender, type Sendable } from '../kafka/kafka-sender';
import type { KafkaClient } from '../kafka/kafka-client';
import { REPLAY_HEADER } from '../middleware/parse';
import { DEAD_LETTER_TOPIC, type DeadLetter } from './dead-letter';
import { readDeadLetters } from './read-dead-letters';

export interface DeadLetterFilter {
  readonly group?: string;
  readonly topic?: string;
  readonly tenantId?: string;
  readonly eventType?: string;
  readonly code?: string;
  readonly correlationId?: string;
}

export interface DeadLettersTouched {
  readonly done: readonly string[];
  /** No such dead letter: never there, or replayed or discarded before. */
  readonly unknown: readonly string[];
  /** Nothing of the message was kept, for it held a call's content: the call is read at Gong again instead (S28). */
  readonly withheld: readonly string[];
}

const SEND_TIMEOUT_MS = 10_000;

/** The dead letters that stand, oldest first. */
export async function listDeadLetters(kafka: KafkaClient, filter: DeadLetterFilter = {}): Promise<DeadLetter[]> {
  const wanted = Object.entries(filter) as [keyof DeadLetterFilter, string][];
  const letters = await readDeadLetters(kafka);
  return [...letters.values()].filter((letter) => wanted.every(([field, value]) => letter[field] === value));
}

/**
 * Sends the original messages again to where they came from, for the group that lost them: other groups pass them by.
 * A replayed message comes late, after newer ones of its key; handlers set older revisions aside. Stopped half-way, a
 * message may be replayed and still stand as a dead letter: replaying it again does no harm.
 */
export const replayDeadLetters = (kafka: KafkaClient, references: readonly string[]): Promise<DeadLettersTouched> =>
  touch(kafka, references, (letter) => (letter.content === 'withheld' ? null : [original(letter), tombstone(letter)]));

/** Forgets them for good. */
export const discardDeadLetters = (kafka: KafkaClient, references: readonly string[]): Promise<DeadLettersTouched> =>
  touch(kafka, references, (letter) => [tombstone(letter)]);

async function touch(
  kafka: KafkaClient,
  references: readonly string[],
  messagesFor: (letter: DeadLetter) => Sendable[] | null,
): Promise<DeadLettersTouched> {
  const letters = await readDeadLetters(kafka);
  const sender = new KafkaSender(kafka);
  const done: string[] = [];
  const withheld: string[] = [];
  try {
    for (const reference of references) {
      const letter = letters.get(reference);
      if (letter === undefined) continue;
      const messages = messagesFor(letter);
      for (const message of messages ?? []) await sender.send([message], SEND_TIMEOUT_MS);
      (messages === null ? withheld : done).push(reference);
    }
  } finally {
    await sender.close();
  }
  return { done, withheld, unknown: references.filter((reference) => !letters.has(reference)) };
}

const original = ({ topic, key, value, originalHeaders, group }: DeadLetter): Sendable => ({
  topic,
  key,
  value,
  headers: { ...originalHeaders, [REPLAY_HEADER]: group },
});

const tombstone = ({ reference }: DeadLetter): Sendable => ({
  topic: DEAD_LETTER_TOPIC,
  key: reference,
  value: null,
  headers: {},
});
