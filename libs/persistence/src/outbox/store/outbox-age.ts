import type { Database } from '../../database';

/** Of all tenants: seconds since the oldest message was written that is still to be sent; 0 when none is. For metrics and health. */
export async function outboxAgeSeconds(database: Database): Promise<number> {
  const [row] = await database
    .acrossTenants()
    .query<{ seconds: string }>(
      `SELECT extract(epoch FROM clock_timestamp() - created_at) AS seconds FROM outbox ORDER BY position LIMIT 1`,
    );
  return row === undefined ? 0 : Math.max(0, Number(row.seconds));
}
