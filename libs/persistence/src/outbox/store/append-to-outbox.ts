import type { ClientBase } from 'pg';
import { withBinaryArrays } from '../../array-parameters';
import type { OutboxMessage } from '../outbox-message';
import { shardOf } from '../shard-of';

const text = `
  INSERT INTO outbox (shard, topic, key, headers, value, is_base64)
  SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[])`;

/**
 * Runs in the teller's transaction, as its last statement: positions are given in the order of `messages`.
 * Prepared once a connection: it reads no table, so no plan of it can grow stale.
 */
export async function appendToOutbox(client: ClientBase, messages: readonly OutboxMessage[]): Promise<void> {
  const values = withBinaryArrays(text, [
    messages.map((message) => shardOf(message.key)),
    messages.map((message) => message.topic),
    messages.map((message) => message.key),
    messages.map((message) => JSON.stringify(message.headers)),
    messages.map(({ value }) => (Buffer.isBuffer(value) ? value.toString('base64') : value)),
    messages.map(({ value }) => Buffer.isBuffer(value)),
  ]);
  await client.query({ name: 'append-to-outbox', text, values });
}
