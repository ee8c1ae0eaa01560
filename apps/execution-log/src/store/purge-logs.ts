import type { TenantDatabase } from '@gong-timeline/persistence';

/** Small enough that a purge never holds anybody up. */
const ROWS_A_TURN = 5_000;

/**
 * Deletes a part of the rows of one job that ended by then, and marks the job once none are left; its line in the log
 * stays, with its counts. `false`: there is no such job. Replicas share the work and never wait for each other.
 */
export const purgeSomeRows = (database: TenantDatabase, endedBy: Date): Promise<boolean> =>
  database.transaction(async (tx) => {
    const [job] = await tx.query<{ tenant_id: string; job_id: string }>(
      `SELECT tenant_id, job_id FROM jobs WHERE purged_at IS NULL AND ended_at <= $1
        ORDER BY ended_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [endedBy],
    );
    if (job === undefined) return false;
    const key = [job.tenant_id, job.job_id];
    const gone = await tx.query(
      `DELETE FROM outcomes WHERE tenant_id = $1 AND job_id = $2 AND ctid = ANY
              (ARRAY(SELECT ctid FROM outcomes WHERE tenant_id = $1 AND job_id = $2 LIMIT $3)) RETURNING 1`,
      [...key, ROWS_A_TURN],
    );
    if (gone.length === ROWS_A_TURN) return true;
    await tx.query('DELETE FROM wanted_retries WHERE tenant_id = $1 AND job_id = $2', key);
    await tx.query('DELETE FROM retried_calls WHERE tenant_id = $1 AND job_id = $2', key);
    await tx.query('UPDATE jobs SET purged_at = $3 WHERE tenant_id = $1 AND job_id = $2', [...key, tx.now]);
    return true;
  });
