import type { Reader } from '@gong-timeline/persistence';
import type { JobRow } from '../job/job-of';
import { JOB_COLUMNS } from './read-jobs';

/** A job as it stands now. */
export interface WatchedJob extends JobRow {
  readonly tenant_id: string;
  /** Another one whenever the row was written, the same at every replica. */
  readonly version: string;
}

export interface Watch {
  readonly tenantIds: readonly string[];
  /** Jobs that are asked for by id, whenever they ended. */
  readonly jobs: readonly { readonly tenantId: string; readonly jobId: string }[];
  readonly endedSince: Date;
}

const WATCHED = `tenant_id, xmin::text AS version, ${JOB_COLUMNS}`;

/** The running jobs of some tenants, those that ended not long ago, and those asked for. Three short walks over indexes. */
export const watchJobs = (reader: Reader, { tenantIds, jobs, endedSince }: Watch): Promise<WatchedJob[]> =>
  reader.query<WatchedJob>(
    `SELECT ${WATCHED} FROM jobs WHERE status = 'Running' AND tenant_id = ANY ($1::text[])
      UNION ALL
     SELECT ${WATCHED} FROM jobs WHERE purged_at IS NULL AND ended_at >= $2 AND tenant_id = ANY ($1::text[])
      UNION ALL
     SELECT ${WATCHED} FROM jobs
      WHERE ended_at < $2 AND (tenant_id, job_id) IN (SELECT * FROM unnest($3::text[], $4::uuid[]))`,
    [tenantIds, endedSince, jobs.map(({ tenantId }) => tenantId), jobs.map(({ jobId }) => jobId)],
  );

export const findWatchedJob = async (
  reader: Reader,
  tenantId: string,
  jobId: string,
): Promise<WatchedJob | undefined> => {
  const [row] = await reader.query<WatchedJob>(`SELECT ${WATCHED} FROM jobs WHERE tenant_id = $1 AND job_id = $2`, [
    tenantId,
    jobId,
  ]);
  return row;
};
