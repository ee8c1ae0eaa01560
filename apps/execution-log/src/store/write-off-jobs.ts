import type { TenantDatabase } from '@gong-timeline/persistence';
import { PROGRESS, type ProgressRow, settleJobs } from './job-progress';

export interface Silence {
  readonly now: Date;
  /** Of jobs that were read: the newest outcome is from then or before. */
  readonly outcomesUntil: Date;
  /** Of jobs whose reading has not ended: the newest news of any kind is. */
  readonly readingUntil: Date;
}

/** Closes jobs of which nothing more will be heard, and gives where they stand. One that is being added to right now is left. */
export const writeOffJobs = (
  database: TenantDatabase,
  { now, outcomesUntil, readingUntil }: Silence,
): Promise<ProgressRow[]> =>
  database.transaction(async (tx) => {
    const jobs = await tx.query<ProgressRow>(
      `WITH lost AS MATERIALIZED (
         SELECT tenant_id, job_id FROM jobs
          WHERE status = 'Running'
            AND greatest(job_date, progressed_at, read_ended_at, last_outcome_at)
                <= CASE WHEN ending IS NULL THEN $3::timestamptz ELSE $2::timestamptz END
          ORDER BY tenant_id, job_id LIMIT 100 FOR UPDATE SKIP LOCKED)
       UPDATE jobs SET written_off_at = $1 WHERE (tenant_id, job_id) IN (SELECT tenant_id, job_id FROM lost)
       RETURNING ${PROGRESS}`,
      [now, outcomesUntil, readingUntil],
    );
    await settleJobs(tx, jobs);
    return jobs;
  });
