import { readRecords } from '../read-records';
import type { System } from '../system';

export interface Message {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: a tombstone. */
  readonly value: string | null;
}

/** All that stands on topics, with the headers. */
export async function readMessages({ stack }: System, topics: readonly string[]): Promise<readonly Message[]> {
  const messages: Message[] = [];
  for (const topic of topics) {
    for (const { key, headers = {}, value } of await readRecords(stack.servers.kafkaBrokers, topic)) {
      const said = Object.entries(headers).map(([name, text]) => [name, String(text)]);
      messages.push({ topic, key: String(key), headers: Object.fromEntries(said), value: value?.toString() ?? null });
    }
  }
  return messages;
}
