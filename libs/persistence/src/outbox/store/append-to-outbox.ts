import type { OutboxMessage } from '../outbox-message';
import { shardOf } from '../shard-of';

/** Runs in the teller's transaction, as its last statement: positions are given in the order of `messages`. */
export async function appendToOutbox(
  query: (sql: string, parameters: readonly unknown[]) => Promise<unknown>,
  messages: readonly OutboxMessage[],
): Promise<void> {
  await query(
    `INSERT INTO outbox (shard, topic, key, headers, value, is_base64)
     SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[])`,
    [
      messages.map((message) => shardOf(message.key)),
      messages.map((message) => message.topic),
      messages.map((message) => message.key),
      messages.map((message) => JSON.stringify(message.headers)),
      messages.map(({ value }) => (Buffer.isBuffer(value) ? value.toString('base64') : value)),
      messages.map(({ value }) => Buffer.isBuffer(value)),
    ],
  );
}
