import type { Reader } from '@gong-timeline/persistence';

export interface TroubledJob {
  readonly tenant_id: string;
  readonly job_id: string;
  readonly calls_read: number;
  readonly outcomes: number;
  /** `out-of-balance`: closed, with more outcomes than calls. `overdue`: read long ago, and outcomes are still missing. */
  readonly trouble: 'out-of-balance' | 'overdue';
}

/** S32 watched from outside, over all tenants: the jobs for which read = the sum of outcomes does not hold, or not yet. */
export const findTroubledJobs = (reader: Reader, readBy: Date, endedSince: Date): Promise<TroubledJob[]> =>
  reader.query<TroubledJob>(
    `SELECT tenant_id, job_id, calls_read, outcomes, 'overdue' AS trouble
       FROM jobs WHERE status = 'Running' AND read_ended_at <= $1
      UNION ALL
     SELECT tenant_id, job_id, calls_read, outcomes, 'out-of-balance'
       FROM jobs WHERE purged_at IS NULL AND ended_at >= $2 AND calls_read <> outcomes
                   AND (written_off_at IS NULL OR calls_read < outcomes)`,
    [readBy, endedSince],
  );
