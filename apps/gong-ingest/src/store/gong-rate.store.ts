import type { Database } from '@gong-timeline/persistence';

/**
 * S11: one row per Gong company, shared by all tenants, connections and replicas: it is under no row level security. Its
 * times are the database's.
 */
export type Reservation =
  /** `day`: the one, in UTC, that it counts for. */
  | { readonly kind: 'granted'; readonly inMs: number; readonly count: number; readonly day: string }
  | { readonly kind: 'blocked'; readonly reason: 'asked-to-wait' | 'daily-quota'; readonly inMs: number };

export interface RateLimit {
  readonly spacingMs: number;
  readonly requestsPerDay: number;
}

/**
 * Reserves `count` slots that follow each other, in one atomic statement; says when the first of them comes. The day
 * counts in UTC: Gong does not say when its own begins. `unusedOf`: the day of a slot in which no request was sent, so
 * that its quota is spent on this one.
 */
export const reserveSlots = async (
  database: Database,
  apiBase: string,
  limit: RateLimit,
  count: number,
  unusedOf: string | null = null,
): Promise<Reservation> => {
  const rows = await database.query<{ in_ms: number; day: string }>(
    `INSERT INTO gong_rate AS rate (api_base, next_slot_at, day, used)
     VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond', (clock_timestamp() AT TIME ZONE 'UTC')::date, $3)
     ON CONFLICT (api_base) DO UPDATE SET
       next_slot_at = greatest(rate.next_slot_at, clock_timestamp()) + $2 * interval '1 millisecond',
       used = CASE WHEN rate.day = excluded.day THEN rate.used + $3 - (rate.day IS NOT DISTINCT FROM $5::date)::int
                   ELSE $3 END,
       day = excluded.day
       WHERE rate.blocked_until <= clock_timestamp() AND (
         rate.day <> excluded.day OR rate.used + $3 - (rate.day IS NOT DISTINCT FROM $5::date)::int <= $4)
     RETURNING (1000 * extract(epoch FROM rate.next_slot_at - clock_timestamp()))::float8 - $2 AS in_ms, rate.day::text`,
    [apiBase, limit.spacingMs * count, count, limit.requestsPerDay, unusedOf],
  );
  const [slot] = rows;
  if (slot !== undefined) return { kind: 'granted', inMs: Math.max(0, slot.in_ms), count, day: slot.day };
  return whyNot(database, apiBase, limit, count);
};

const whyNot = async (database: Database, apiBase: string, limit: RateLimit, count: number): Promise<Reservation> => {
  const [row] = await database.query<{ blocked_ms: number; day_ms: number; used: number }>(
    `SELECT (1000 * extract(epoch FROM blocked_until - clock_timestamp()))::float8 AS blocked_ms,
       (1000 * extract(epoch FROM (day + 1)::timestamp AT TIME ZONE 'UTC' - clock_timestamp()))::float8 AS day_ms, used
     FROM gong_rate WHERE api_base = $1`,
    [apiBase],
  );
  const isUsedUp = row !== undefined && row.day_ms > 0 && row.used + count > limit.requestsPerDay;
  if (row !== undefined && isUsedUp && row.day_ms > row.blocked_ms) {
    return { kind: 'blocked', reason: 'daily-quota', inMs: row.day_ms };
  }
  // Over by now, or so by the time it is asked again.
  return { kind: 'blocked', reason: 'asked-to-wait', inMs: Math.max(0, row?.blocked_ms ?? 0) };
};

/** Gong said `Retry-After`: nobody asks this company before it is over. */
export const blockCompany = async (database: Database, apiBase: string, forMs: number): Promise<void> => {
  await database.query(
    `UPDATE gong_rate
     SET blocked_until = greatest(blocked_until, clock_timestamp() + $2 * interval '1 millisecond')
     WHERE api_base = $1`,
    [apiBase, forMs],
  );
};
