import type { ReadEnding, Trigger } from '@gong-timeline/domain';
import type { ReadWindow } from '../reading/read-window';
import type { StoredSettings } from '../settings/stored-settings';

/** How a job is to end before it has read everything. */
export interface Stop {
  readonly ending: Exclude<ReadEnding, 'read-to-end'>;
  readonly reason: string;
}

/** A job that is not over, as one replica holds it under its lease. */
export interface Job {
  readonly tenantId: string;
  readonly jobId: string;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly apiBase: string;
  readonly trigger: Trigger;
  readonly startedAt: Date | null;
  /** As they were at its start. */
  readonly settings: StoredSettings | null;
  /** Null before the start, and for a retry: it reads by id. */
  readonly window: ReadWindow | null;
  /** Checkpoint: the part of the window in hand, and the cursor of its next page; null for its first. */
  readonly slice: ReadWindow | null;
  readonly cursor: string | null;
  readonly callsRead: number;
  readonly callsReadBeforeSlice: number;
  readonly failingSince: Date | null;
  readonly stop: Stop | null;
  readonly leaseEpoch: number;
}

export interface JobRow {
  tenant_id: string;
  job_id: string;
  connection_id: string;
  connection_name: string;
  api_base: string;
  trigger: Trigger;
  started_at: Date | null;
  settings: StoredSettings | null;
  window_from: Date | null;
  window_to: Date | null;
  slice_from: Date | null;
  slice_to: Date | null;
  next_cursor: string | null;
  calls_read: number;
  calls_read_before_slice: number;
  failing_since: Date | null;
  stop_ending: Stop['ending'] | null;
  stop_reason: string | null;
  lease_epoch: number;
}

export const JOB_COLUMNS = [
  'tenant_id',
  'job_id',
  'connection_id',
  'connection_name',
  'api_base',
  'trigger',
  'started_at',
  'settings',
  'window_from',
  'window_to',
  'slice_from',
  'slice_to',
  'next_cursor',
  'calls_read',
  'calls_read_before_slice',
  'failing_since',
  'stop_ending',
  'stop_reason',
  'lease_epoch',
]
  .map((column) => `job.${column}`)
  .join(', ');

export const toJob = (row: JobRow): Job => ({
  tenantId: row.tenant_id,
  jobId: row.job_id,
  connectionId: row.connection_id,
  connectionName: row.connection_name,
  apiBase: row.api_base,
  trigger: row.trigger,
  startedAt: row.started_at,
  settings: row.settings,
  window: toWindow(row.window_from, row.window_to),
  slice: toWindow(row.slice_from, row.slice_to),
  cursor: row.next_cursor,
  callsRead: row.calls_read,
  callsReadBeforeSlice: row.calls_read_before_slice,
  failingSince: row.failing_since,
  stop: row.stop_ending === null ? null : { ending: row.stop_ending, reason: row.stop_reason ?? '' },
  leaseEpoch: row.lease_epoch,
});

const toWindow = (from: Date | null, to: Date | null): ReadWindow | null =>
  from === null || to === null ? null : { from, to };
