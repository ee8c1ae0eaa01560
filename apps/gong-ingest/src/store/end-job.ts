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

/**
 * Asks for the end of all jobs of a connection. Those that wait are ended here and given back, for their facts to be
 * told; those that run stop at their next page, and one that is laid aside is due at once, so that it does. A retry that
 * waits was told to nobody, and what it was to read goes on waiting.
 */
export const stopJobs = async (
  tx: Transaction,
  connection: { readonly tenantId: string; readonly connectionId: string },
  stop: Stop,
): Promise<Job[]> => {
  const of = [connection.tenantId, connection.connectionId, stop.ending, stop.reason, tx.now];
  await tx.query(
    `UPDATE job SET stop_ending = $3, stop_reason = $4, due_at = least(due_at, $5)
     WHERE tenant_id = $1 AND connection_id = $2 AND state = 'running' AND stop_ending IS NULL`,
    of,
  );
  await tx.query(
    `DELETE FROM job WHERE tenant_id = $1 AND connection_id = $2 AND state = 'queued' AND trigger = 'retry'`,
    of.slice(0, 2),
  );
  const rows = await tx.query<JobRow>(
    `UPDATE job SET state = 'ended', ending = $3, reason = $4, ended_at = $5
     WHERE tenant_id = $1 AND connection_id = $2 AND state = 'queued'
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
