import type { ReadEnding } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import { JOB_COLUMNS, type Job, type JobRow, type Stop, toJob } from './job.table';

/** Gives back how many calls it has read, as its checkpoints counted them. */
export const saveEnd = async (
  tx: Transaction,
  job: Job,
  end: { readonly ending: ReadEnding; readonly reason: string | null },
): Promise<number> => {
  const rows = await tx.query<Pick<JobRow, 'calls_read'>>(
    `UPDATE job SET state = 'ended', ending = $3, reason = $4, ended_at = $5, next_cursor = NULL, lease_owner = NULL,
       lease_until = NULL
     WHERE tenant_id = $1 AND job_id = $2
     RETURNING calls_read`,
    [job.tenantId, job.jobId, end.ending, end.reason, tx.now],
  );
  return rows[0]?.calls_read ?? 0;
};

/** Jobs of a connection: all, or one. */
export interface JobsToStop {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly jobId?: string;
}

/**
 * Asks for the end of jobs of a connection. Those that wait are ended here and given back, for their facts to be
 * told; those that run stop at their next page, and one that is laid aside is due at once, so that it does. A retry that
 * waits was told to nobody, and what it was to read goes on waiting.
 */
export const stopJobs = async (tx: Transaction, which: JobsToStop, stop: Stop): Promise<Job[]> => {
  const theirs = 'tenant_id = $1 AND connection_id = $2 AND ($3::uuid IS NULL OR job_id = $3)';
  const these = [which.tenantId, which.connectionId, which.jobId ?? null];
  const of = [...these, stop.ending, stop.reason, tx.now];
  await tx.query(
    `UPDATE job SET stop_ending = $4, stop_reason = $5, due_at = least(due_at, $6)
     WHERE ${theirs} AND state = 'running' AND stop_ending IS NULL`,
    of,
  );
  await tx.query(`DELETE FROM job WHERE ${theirs} AND state = 'queued' AND trigger = 'retry'`, these);
  const rows = await tx.query<JobRow>(
    `UPDATE job SET state = 'ended', ending = $4, reason = $5, ended_at = $6
     WHERE ${theirs} AND state = 'queued'
     RETURNING ${JOB_COLUMNS}`,
    of,
  );
  return rows.map(toJob);
};

/** A retry that found nothing left to read: nobody has heard of it, and nobody needs to. */
export const dropUnstartedJob = async (tx: Transaction, job: Job): Promise<void> => {
  await tx.query(`DELETE FROM job WHERE tenant_id = $1 AND job_id = $2 AND started_at IS NULL`, [
    job.tenantId,
    job.jobId,
  ]);
};

/** Locks a job; what is to be known of it before it is stopped. Null: there is none of this id. */
export const lockJob = async (
  tx: Transaction,
  { tenantId, jobId }: { readonly tenantId: string; readonly jobId: string },
): Promise<(Job & { readonly ended: boolean }) | null> => {
  const rows = await tx.query<JobRow & { readonly ended: boolean }>(
    `SELECT ${JOB_COLUMNS}, state = 'ended' AS ended FROM job WHERE tenant_id = $1 AND job_id = $2 FOR UPDATE`,
    [tenantId, jobId],
  );
  return rows[0] === undefined ? null : { ...toJob(rows[0]), ended: rows[0].ended };
};
