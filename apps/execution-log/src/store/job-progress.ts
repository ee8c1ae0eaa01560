import type { JobStatus, ReadEnding } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import type { ByCode } from '../job/counts-of';
import { statusOf } from '../job/status-of';

/** What decides whether a job is over. The row is locked by the statement that returned it. */
export interface ProgressRow {
  readonly tenant_id: string;
  readonly job_id: string;
  readonly ending: ReadEnding | null;
  readonly calls_read: number | null;
  readonly by_code: ByCode;
  readonly status: JobStatus;
  readonly written_off: boolean;
}

export const PROGRESS =
  'tenant_id, job_id, ending, calls_read, by_code, status, written_off_at IS NOT NULL AS written_off';

/**
 * Gives each job the status that its progress has reached (S29). A job that has ended keeps the time at which it did,
 * also when a replay turns a failure of it into a success.
 */
export const settleJobs = async (tx: Transaction, jobs: readonly ProgressRow[]): Promise<void> => {
  const settled = jobs
    .map((job) => {
      const { ending, calls_read: callsRead, by_code: byCode, written_off: writtenOff } = job;
      return { job, status: statusOf({ ending, callsRead, byCode, writtenOff }) };
    })
    .filter(({ job, status }) => status !== job.status && status !== 'Running');
  if (settled.length === 0) return;
  await tx.query(
    `UPDATE jobs
        SET status = settled.status, ended_at = coalesce(ended_at, greatest(read_ended_at, last_outcome_at, written_off_at))
       FROM unnest($1::text[], $2::uuid[], $3::text[]) AS settled (tenant_id, job_id, status)
      WHERE jobs.tenant_id = settled.tenant_id AND jobs.job_id = settled.job_id`,
    [
      settled.map(({ job }) => job.tenant_id),
      settled.map(({ job }) => job.job_id),
      settled.map(({ status }) => status),
    ],
  );
};
