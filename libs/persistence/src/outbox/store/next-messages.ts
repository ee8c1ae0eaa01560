import type { Database } from '../../database';
import type { HeaderValue, OutboxMessage } from '../outbox-message';

export interface QueuedMessage extends OutboxMessage {
  readonly position: number;
  /** The broker refused the oldest message of this key before: it is to be tried alone. */
  readonly held: boolean;
}

export interface NextMessages {
  readonly shards: readonly number[];
  /** Acknowledged by the broker: deleted in the same statement. */
  readonly sent: readonly number[];
  /** Being sent at this moment: not to be given again. */
  readonly inFlight: readonly number[];
  readonly heldTopics: readonly string[];
  readonly limit: number;
  readonly maxBytes: number;
}

interface Row {
  position: string;
  topic: string;
  key: string;
  headers: string;
  value: string | null;
  is_base64: boolean;
  held: boolean;
}

/**
 * Deletes what was sent and reads what comes next, oldest first, in one statement and one commit. That commit need not
 * be on disk: a deletion lost in a crash of the server sends a message again, which at-least-once allows.
 *
 * A snapshot shows the facts of one key without a gap, as each was committed under the lock of the one before it.
 */
export async function nextMessages(database: Database, wanted: NextMessages): Promise<QueuedMessage[]> {
  const rows = await database.query<Row>(
    `WITH soon AS (SELECT set_config('synchronous_commit', 'off', true)),
     gone AS (DELETE FROM outbox USING soon WHERE position = ANY($2::bigint[])),
     next AS (
       SELECT o.position, o.topic, o.key, o.headers, o.value, o.is_base64, h.key IS NOT NULL AS held,
              sum(octet_length(o.value)) OVER (ORDER BY o.position) - octet_length(o.value) AS bytes_before
       FROM outbox o LEFT JOIN outbox_held_key h USING (topic, key)
       WHERE o.shard = ANY($1::smallint[])
         AND o.position <> ALL($3::bigint[])
         AND o.topic <> ALL($4::text[])
         AND (h.key IS NULL OR h.next_attempt_at <= clock_timestamp())
       ORDER BY o.position LIMIT $5
     )
     SELECT position, topic, key, headers, value, is_base64, held FROM next WHERE coalesce(bytes_before, 0) < $6`,
    [
      wanted.shards,
      wanted.sent,
      [...wanted.sent, ...wanted.inFlight],
      wanted.heldTopics,
      wanted.limit,
      wanted.maxBytes,
    ],
  );
  return rows.map((row) => ({
    position: Number(row.position),
    topic: row.topic,
    key: row.key,
    headers: JSON.parse(row.headers) as Record<string, HeaderValue>,
    value: row.value !== null && row.is_base64 ? Buffer.from(row.value, 'base64') : row.value,
    held: row.held,
  }));
}
