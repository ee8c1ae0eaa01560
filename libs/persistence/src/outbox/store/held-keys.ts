import type { Database } from '../../database';
import type { OutboxMessage } from '../outbox-message';
import { shardOf } from '../shard-of';

type Held = Pick<OutboxMessage, 'topic' | 'key' | 'tenantId'>;

export interface HeldKey {
  readonly topic: string;
  readonly key: string;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  readonly lastError: string;
}

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 5 * 60_000;

/** The broker refused the oldest message of this key: all of the key waits, doubling up to five minutes. */
export async function holdKey(database: Database, held: Held, error: string): Promise<HeldKey> {
  const { topic, key, tenantId } = held;
  const [row] = await database.within(tenantId).transaction((tx) =>
    tx.query<Row>(
      `INSERT INTO outbox_held_key AS held (topic, key, shard, attempts, next_attempt_at, last_error, tenant_id)
     VALUES ($1, $2, $3, 1, clock_timestamp() + $5 * interval '1 millisecond', $4, $7)
     ON CONFLICT (topic, key) DO UPDATE SET
       attempts = held.attempts + 1,
       last_error = excluded.last_error,
       next_attempt_at = clock_timestamp() +
         least($6, $5 * 2 ^ least(held.attempts, 30)) * interval '1 millisecond'
     RETURNING topic, key, attempts, next_attempt_at, last_error`,
      [topic, key, shardOf(key), error, FIRST_DELAY_MS, LONGEST_DELAY_MS, tenantId],
    ),
  );
  return toHeldKey(row as Row);
}

/** The key's oldest message went through after all. */
export async function releaseKey(database: Database, { topic, key, tenantId }: Held): Promise<void> {
  await database
    .within(tenantId)
    .transaction((tx) => tx.query('DELETE FROM outbox_held_key WHERE topic = $1 AND key = $2', [topic, key]));
}

/** Of all tenants: what the relay of the installation waits for. */
export async function heldKeys(database: Database, limit = 100): Promise<HeldKey[]> {
  const rows = await database.acrossTenants().query<Row>(
    `SELECT topic, key, attempts, next_attempt_at, last_error FROM outbox_held_key
     ORDER BY next_attempt_at LIMIT $1`,
    [limit],
  );
  return rows.map(toHeldKey);
}

interface Row {
  topic: string;
  key: string;
  attempts: number;
  next_attempt_at: Date;
  last_error: string;
}

const toHeldKey = (row: Row): HeldKey => ({
  topic: row.topic,
  key: row.key,
  attempts: row.attempts,
  nextAttemptAt: row.next_attempt_at,
  lastError: row.last_error,
});
