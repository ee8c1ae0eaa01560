import type { TenantDatabase, Transaction } from '@gong-timeline/persistence';
import { JOB_COLUMNS, type Job, type JobRow, type Stop, toJob } from './job.table';

export interface Lease {
  /** Of one process: a name that no other process has, or had. */
  readonly owner: string;
  readonly ms: number;
}

/**
 * Takes the job that is due next: one whose lease ran out (or that this process let go of after an error) before a new
 * one. The lock lets one replica choose at a time; without it two could start two jobs of one Gong company at once.
 * Leases count by the clock of the database, so that the clocks of replicas need not agree.
 */
export const takeJob = async (tx: Transaction, lease: Lease, inHand: readonly string[]): Promise<Job | null> => {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('gong_ingest.take_job', 0))`);
  const rows = await tx.query<JobRow>(
    `WITH next AS (
       SELECT tenant_id, job_id FROM job AS due
       WHERE state <> 'ended' AND due_at <= $1
         AND (lease_until IS NULL OR lease_until < clock_timestamp() OR lease_owner = $2)
         AND job_id <> ALL($4::uuid[]) AND NOT is_suspended(tenant_id)
         AND (state = 'running' OR NOT EXISTS (
           SELECT FROM job AS busy
           WHERE busy.tenant_id = due.tenant_id AND busy.state = 'running'
             AND (busy.api_base = due.api_base OR busy.connection_id = due.connection_id)))
       ORDER BY state DESC, due_at, created_at
       LIMIT 1 FOR UPDATE SKIP LOCKED)
     UPDATE job SET state = 'running', lease_owner = $2, lease_epoch = lease_epoch + 1,
       lease_until = clock_timestamp() + $3 * interval '1 millisecond'
     FROM next WHERE job.tenant_id = next.tenant_id AND job.job_id = next.job_id
     RETURNING ${JOB_COLUMNS}`,
    [tx.now, lease.owner, lease.ms, inHand],
  );
  return rows[0] === undefined ? null : toJob(rows[0]);
};

type StopRow = Pick<JobRow, 'stop_ending' | 'stop_reason'> & { readonly suspended: boolean };

/** As when the sync is switched off (S7). */
const SUSPENDED: Stop = { ending: 'stopped', reason: 'The tenant was suspended.' };

const HELD = `tenant_id = $1 AND job_id = $2 AND lease_epoch = $3 AND state = 'running'`;
const heldBy = (job: Job): unknown[] => [job.tenantId, job.jobId, job.leaseEpoch];

/** Another replica has the job: what this one does for it must not be written. */
export class LeaseLost extends Error {
  constructor(job: Job) {
    super(`The lease of job ${job.jobId} was lost`);
    this.name = 'LeaseLost';
  }
}

/** Locks the job for this transaction, if it is still ours; gives back how it is to stop, if it is. */
export const holdJob = async (tx: Transaction, job: Job): Promise<Stop | null> => {
  const rows = await tx.query<StopRow>(
    `SELECT stop_ending, stop_reason, is_suspended(tenant_id) AS suspended FROM job WHERE ${HELD} FOR UPDATE`,
    heldBy(job),
  );
  return toStop(rows[0], job);
};

export const renewLease = async (database: TenantDatabase, job: Job, leaseMs: number): Promise<Stop | null> => {
  const rows = await database.transaction((tx) =>
    tx.query<StopRow>(
      `UPDATE job SET lease_until = clock_timestamp() + $4 * interval '1 millisecond' WHERE ${HELD}
       RETURNING stop_ending, stop_reason, is_suspended(tenant_id) AS suspended`,
      [...heldBy(job), leaseMs],
    ),
  );
  return toStop(rows[0], job);
};

const toStop = (row: StopRow | undefined, job: Job): Stop | null => {
  if (row === undefined) throw new LeaseLost(job);
  if (row.stop_ending !== null) return { ending: row.stop_ending, reason: row.stop_reason ?? '' };
  return row.suspended ? SUSPENDED : null;
};
