import type { CallOutcome } from '@gong-timeline/contracts';
import { type CallRow, jobCallOf } from './job-of';

/** A call's outcome with the job that it was in, as its row has it. */
export interface CallOutcomeRow extends CallRow {
  readonly job_id: string;
  readonly job_status: CallOutcome['jobStatus'];
  readonly trigger: CallOutcome['trigger'];
  readonly job_date: Date;
  readonly position: string;
}

export const callOutcomeOf = (row: CallOutcomeRow): CallOutcome => ({
  ...jobCallOf(row),
  jobId: row.job_id,
  jobStatus: row.job_status,
  trigger: row.trigger,
  jobDate: row.job_date.toISOString(),
});
