import type { Database } from '@gong-timeline/persistence';

export interface GongRate {
  /** Of today, in UTC, by the clock that slots are counted by. */
  readonly used: number;
  readonly resetsAt: Date;
  /** Gong's Retry-After; null when it is over, or was never. */
  readonly blockedUntil: Date | null;
}

/** How much of today a Gong company was asked (S11). Of no tenant: under no row level security. */
export const readGongRate = async (database: Database, apiBase: string): Promise<GongRate> => {
  const [row] = await database.query<{ used: number; resets_at: Date; blocked_until: Date | null }>(
    `SELECT coalesce(rate.used, 0) AS used, (today.day + 1)::timestamp AT TIME ZONE 'UTC' AS resets_at,
            CASE WHEN by_company.blocked_until > clock_timestamp() THEN by_company.blocked_until END AS blocked_until
       FROM (SELECT (clock_timestamp() AT TIME ZONE 'UTC')::date AS day) AS today
            LEFT JOIN gong_rate AS by_company ON by_company.api_base = $1
            LEFT JOIN gong_rate AS rate ON rate.api_base = $1 AND rate.day = today.day`,
    [apiBase],
  );
  if (row === undefined) throw new Error('The day was not answered');
  return { used: row.used, resetsAt: row.resets_at, blockedUntil: row.blocked_until };
};
