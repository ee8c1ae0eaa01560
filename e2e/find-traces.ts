import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOPICS } from '@gong-timeline/contracts';
import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import type { System } from './system';

const SCHEMAS = ['connector_auth', 'gong_ingest', 'identity_resolution', 'timeline_writer', 'execution_log', 'gateway'];

export interface TopicMessage {
  readonly topic: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
}

/** The tables of all services that hold a word, or one of several, in any column of any row, whatever its case. */
export async function tablesWith({ stack }: System, words: string | readonly string[]): Promise<string[]> {
  const client = new Client({ connectionString: stack.servers.databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ schema: string; name: string }>(
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema = ANY ($1) ORDER BY 1, 2`,
      [SCHEMAS],
    );
    expect(new Set(tables.map((table) => table.schema))).toEqual(new Set(SCHEMAS));
    const found: string[] = [];
    for (const { schema, name } of tables) {
      const { rows } = await client.query(
        `SELECT 1 FROM "${schema}"."${name}" AS each WHERE each::text ILIKE ANY ($1) LIMIT 1`,
        [[words].flat().map((word) => `%${word}%`)],
      );
      if (rows.length > 0) found.push(`${schema}.${name}`);
    }
    return found;
  } finally {
    await client.end();
  }
}

/** The log files that hold a word, whatever its case. */
export function logsWith({ stack }: System, word: string): string[] {
  const folder = join(stack.dataDir, 'logs');
  const files = readdirSync(folder);
  expect(files.length).toBeGreaterThanOrEqual(SCHEMAS.length);
  return files.filter((file) => readFileSync(join(folder, file), 'utf8').toLowerCase().includes(word.toLowerCase()));
}

/** Everything on topics from offset 0 to their ends, in the order of each partition: a plain client, its own group. */
export async function readTopics(
  { stack }: System,
  topics: readonly string[] = Object.keys(TOPICS),
): Promise<TopicMessage[]> {
  const brokers = stack.servers.kafkaBrokers.split(',');
  const kafka = new Kafka({ clientId: 'another-team', brokers, logLevel: logLevel.NOTHING });
  const left = await endsOf(kafka, topics);
  const messages: TopicMessage[] = [];
  if (left.size === 0) return messages;

  const consumer = kafka.consumer({ groupId: `another-team-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  try {
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer
        .run({
          eachMessage: async ({ topic, partition, message: { key, value, headers = {}, offset } }) => {
            messages.push({ topic, key: String(key), type: String(headers.ce_type), value: String(value) });
            const place = `${topic}/${partition}`;
            if (Number(offset) + 1 >= (left.get(place) ?? 0)) left.delete(place);
            if (left.size === 0) resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return messages;
}

async function endsOf(kafka: Kafka, topics: readonly string[]): Promise<Map<string, number>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const ends = new Map<string, number>();
    for (const topic of topics) {
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
        if (Number(high) > Number(low)) ends.set(`${topic}/${partition}`, Number(high));
      }
    }
    return ends;
  } finally {
    await admin.disconnect();
  }
}
