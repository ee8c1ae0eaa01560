import type { Transaction } from '@gong-timeline/persistence';
import type { ReadWindow } from '../reading/read-window';
import type { StoredSettings } from '../settings/stored-settings';
import type { Job } from './job.table';

/** All of these write to a job that this transaction holds (holdJob) or has just taken. */
const WHERE = 'WHERE tenant_id = $1 AND job_id = $2';

export const saveStart = async (
  tx: Transaction,
  job: Job,
  start: { readonly settings: StoredSettings; readonly window: ReadWindow | null },
): Promise<void> => {
  await tx.query(
    `UPDATE job SET started_at = $3, settings = $4, window_from = $5, window_to = $6, slice_from = $5, slice_to = $6 ${WHERE}`,
    [job.tenantId, job.jobId, tx.now, JSON.stringify(start.settings), start.window?.from, start.window?.to],
  );
};

export interface Checkpoint {
  readonly slice: ReadWindow | null;
  readonly cursor: string | null;
  readonly callsRead: number;
  readonly callsReadBeforeSlice: number;
  readonly callsExpected: number | null;
  /** How many more items were malformed. */
  readonly malformedItems: number;
}

/** Also ends a time of failing: something was read. */
export const saveCheckpoint = async (
  tx: Transaction,
  job: Job,
  checkpoint: Checkpoint,
  leaseMs: number,
): Promise<void> => {
  await tx.query(
    `UPDATE job SET slice_from = $3, slice_to = $4, next_cursor = $5, calls_read = $6, calls_read_before_slice = $7,
       calls_expected = $8, malformed_items = malformed_items + $9, failing_since = NULL,
       lease_until = clock_timestamp() + $10 * interval '1 millisecond' ${WHERE}`,
    [
      job.tenantId,
      job.jobId,
      checkpoint.slice?.from,
      checkpoint.slice?.to,
      checkpoint.cursor,
      checkpoint.callsRead,
      checkpoint.callsReadBeforeSlice,
      checkpoint.callsExpected,
      checkpoint.malformedItems,
      leaseMs,
    ],
  );
};

/** The same part of the window from its first page, or a shorter one. */
export const saveSlice = async (tx: Transaction, job: Job, slice: ReadWindow): Promise<void> => {
  await tx.query(`UPDATE job SET slice_from = $3, slice_to = $4, next_cursor = NULL ${WHERE}`, [
    job.tenantId,
    job.jobId,
    slice.from,
    slice.to,
  ]);
};

/** Gives the lease back; any replica goes on with the job from `until`. */
export const layAside = async (tx: Transaction, job: Job, until: Date, failingSince: Date | null): Promise<void> => {
  await tx.query(`UPDATE job SET due_at = $3, failing_since = $4, lease_owner = NULL, lease_until = NULL ${WHERE}`, [
    job.tenantId,
    job.jobId,
    until,
    failingSince,
  ]);
};
