import type { Database } from '../../database';
import type { Transaction } from '../../transaction';
import type { HeaderValue, OutboxMessage } from '../outbox-message';
import type { RecentMessages } from '../recent-messages';

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
  /** Positions up to this one need not be looked at: see Floor. */
  readonly floor: number;
  readonly limit: number;
  readonly maxBytes: number;
}

/** What one look at the outbox saw. */
export interface Look {
  readonly messages: readonly QueuedMessage[];
  /** Whether nothing more was there to be given, above the floor, at that moment. */
  readonly complete: boolean;
  /** The oldest transaction still under way, and the next one to begin, at that moment. */
  readonly oldestRunning: bigint;
  readonly nextToBegin: bigint;
}

/** What a message takes on its way, or a little more: headers and key count, and so do the lengths written before each. */
const BYTES = 'coalesce(octet_length(o.value), 0) + octet_length(o.headers) + octet_length(o.key) + 64';

interface Row {
  position: string | null;
  bytes: number;
  held: boolean;
  oldest_running: string;
  next_to_begin: string;
}

/**
 * Deletes what was sent and looks what comes next, oldest first, in one statement and one commit. That commit need not
 * be on disk: a deletion lost in a crash of the server sends a message again, which at-least-once allows.
 *
 * A snapshot shows the facts of one key without a gap, as each was committed under the lock of the one before it.
 * Across tenants: the relay sends for the installation.
 */
export const nextMessages = (database: Database, wanted: NextMessages): Promise<Look> =>
  database.acrossTenants().transaction((tx) => look(tx, database.recent, wanted));

async function look(tx: Transaction, recent: RecentMessages, wanted: NextMessages): Promise<Look> {
  const rows = await tx.query<Row>(
    `WITH soon AS (SELECT set_config('synchronous_commit', 'off', true)),
     gone AS (DELETE FROM outbox USING soon WHERE position = ANY($2::bigint[])),
     next AS (
       SELECT o.position, ${BYTES} AS bytes, h.key IS NOT NULL AS held
       FROM outbox o LEFT JOIN outbox_held_key h USING (topic, key)
       WHERE o.position > $6 AND o.shard = ANY($1::smallint[])
         AND o.position <> ALL($3::bigint[])
         AND o.topic <> ALL($4::text[])
         AND (h.key IS NULL OR h.next_attempt_at <= clock_timestamp())
       ORDER BY o.position LIMIT $5
     )
     SELECT next.*, pg_snapshot_xmin(seen) AS oldest_running, pg_snapshot_xmax(seen) AS next_to_begin
     FROM pg_current_snapshot() AS seen LEFT JOIN next ON true ORDER BY next.position`,
    [wanted.shards, wanted.sent, [...wanted.sent, ...wanted.inFlight], wanted.heldTopics, wanted.limit, wanted.floor],
  );
  const queued = rows.filter(({ position }) => position !== null);
  const taken = withinBytes(queued, wanted.maxBytes);
  const [first] = rows;
  return {
    messages: await contentsOf(tx, recent, taken),
    complete: queued.length < wanted.limit && taken.length === queued.length,
    oldestRunning: BigInt(first?.oldest_running ?? 0),
    nextToBegin: BigInt(first?.next_to_begin ?? 0),
  };
}

/** The first one always, however large: it goes alone. */
function withinBytes(rows: readonly Row[], maxBytes: number): readonly Row[] {
  let bytes = 0;
  const end = rows.findIndex((row, index) => {
    bytes += row.bytes;
    return index > 0 && bytes > maxBytes;
  });
  return end < 0 ? rows : rows.slice(0, end);
}

interface Content {
  position: string;
  tenant_id: string;
  topic: string;
  key: string;
  headers: string;
  value: string | null;
  is_base64: boolean;
}

/** From memory what this process has just committed itself, the rest from the table. */
async function contentsOf(tx: Transaction, recent: RecentMessages, rows: readonly Row[]): Promise<QueuedMessage[]> {
  const found = new Map<string, OutboxMessage>();
  for (const { position } of rows) {
    const message = recent.take(Number(position));
    if (message !== undefined) found.set(position as string, message);
  }
  const missing = rows.flatMap(({ position }) => (found.has(position as string) ? [] : [position]));
  if (missing.length > 0) {
    const contents = await tx.query<Content>(
      'SELECT position, tenant_id, topic, key, headers, value, is_base64 FROM outbox WHERE position = ANY($1::bigint[])',
      [missing],
    );
    for (const content of contents) found.set(content.position, toMessage(content));
  }
  return rows.flatMap(({ position, held }) => {
    const message = found.get(position as string);
    return message === undefined ? [] : [{ ...message, position: Number(position), held }];
  });
}

const toMessage = ({
  tenant_id: tenantId,
  topic,
  key,
  headers,
  value,
  is_base64: isBase64,
}: Content): OutboxMessage => ({
  topic,
  tenantId,
  key,
  headers: JSON.parse(headers) as Record<string, HeaderValue>,
  value: value !== null && isBase64 ? Buffer.from(value, 'base64') : value,
});
