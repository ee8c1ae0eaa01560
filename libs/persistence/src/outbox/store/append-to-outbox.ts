import type { ClientBase } from 'pg';
import { withBinaryArrays } from '../../array-parameters';
import type { OutboxMessage } from '../outbox-message';
import { shardOf } from '../shard-of';

/** The transaction gets its id before the first position is given: NextMessages.floor counts on that. */
const text = `
  INSERT INTO outbox (shard, topic, key, headers, value, is_base64, tenant_id)
  SELECT shard, topic, key, headers, value, is_base64, tenant_id
  FROM pg_current_xact_id() CROSS JOIN
    unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[])
    AS told (shard, topic, key, headers, value, is_base64, tenant_id)
  RETURNING position`;

export interface Appended {
  readonly position: number;
  readonly shard: number;
  readonly message: OutboxMessage;
}

/**
 * Runs in the teller's transaction, as its last statement: positions are given in the order of `messages`. A message of
 * a tenant that the transaction does not reach is refused by row level security.
 * Prepared once a connection: it reads no table, so no plan of it can grow stale.
 */
export async function appendToOutbox(client: ClientBase, messages: readonly OutboxMessage[]): Promise<Appended[]> {
  const shards = messages.map((message) => shardOf(message.key));
  const values = withBinaryArrays(text, [
    shards,
    messages.map((message) => message.topic),
    messages.map((message) => message.key),
    messages.map((message) => JSON.stringify(message.headers)),
    messages.map(({ value }) => (Buffer.isBuffer(value) ? value.toString('base64') : value)),
    messages.map(({ value }) => Buffer.isBuffer(value)),
    messages.map(({ tenantId }) => tenantId),
  ]);
  const { rows } = await client.query<{ position: string }>({ name: 'append-to-outbox', text, values });
  return messages.map((message, index) => ({
    position: Number(rows[index]?.position),
    shard: shards[index] as number,
    message,
  }));
}
