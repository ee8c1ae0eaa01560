import type { Database } from '../../database';
import { SHARD_COUNT } from '../shard-of';

export interface LeaseTerms {
  /** Unique to one relay of one process; never used again after it ended. */
  readonly owner: string;
  readonly leaseMs: number;
}

export interface Shards {
  readonly owned: readonly number[];
  /** Its fair share, rounded up. With less it does well to ask again soon. */
  readonly share: number;
}

/**
 * Tells that this relay lives, renews what it has, takes what is free up to its fair share, and gives back what it has
 * above that. All of it on the database's clock. Returns the shards that are its own for `leaseMs` from the moment this
 * was called. Must be called while nothing is being sent: a shard that is given back may be relayed elsewhere at once.
 */
export async function takeShards(database: Database, { owner, leaseMs }: LeaseTerms): Promise<Shards> {
  return database.transaction(async (tx) => {
    const until = `clock_timestamp() + ${Math.trunc(leaseMs)} * interval '1 millisecond'`;
    await tx.query(
      `INSERT INTO outbox_relay (owner, until) VALUES ($1, ${until})
       ON CONFLICT (owner) DO UPDATE SET until = excluded.until`,
      [owner],
    );
    const [alive] = await tx.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM outbox_relay WHERE until > clock_timestamp()',
    );
    const share = Math.ceil(SHARD_COUNT / Math.max(1, alive?.count ?? 1));
    const mine = await tx.query<{ shard: number }>(
      `UPDATE outbox_lease SET until = ${until} WHERE owner = $1 AND until > clock_timestamp() RETURNING shard`,
      [owner],
    );
    const shards = mine.map(({ shard }) => shard).sort((a, b) => a - b);
    if (shards.length < share) {
      const taken = await tx.query<{ shard: number }>(
        `UPDATE outbox_lease SET owner = $1, until = ${until}, epoch = epoch + 1
         WHERE shard IN (
           SELECT shard FROM outbox_lease WHERE owner IS NULL OR until <= clock_timestamp()
           ORDER BY shard FOR UPDATE SKIP LOCKED LIMIT $2
         )
         RETURNING shard`,
        [owner, share - shards.length],
      );
      return { owned: [...shards, ...taken.map(({ shard }) => shard)], share };
    }
    const surplus = shards.splice(share);
    if (surplus.length > 0) {
      await tx.query('UPDATE outbox_lease SET owner = NULL WHERE owner = $1 AND shard = ANY($2::smallint[])', [
        owner,
        surplus,
      ]);
    }
    return { owned: shards, share };
  });
}

/** An orderly end: others may take the shards at once. */
export async function releaseShards(database: Database, owner: string): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query('UPDATE outbox_lease SET owner = NULL WHERE owner = $1', [owner]);
    // The relays that ended without a word go with it.
    await tx.query(`DELETE FROM outbox_relay WHERE owner = $1 OR until < clock_timestamp() - interval '1 hour'`, [
      owner,
    ]);
  });
}
