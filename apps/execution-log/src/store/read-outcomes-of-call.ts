import type { Reader } from '@gong-timeline/persistence';
import type { CallOutcomeRow } from '../job/call-outcome-of';

export interface OutcomesOfCall {
  readonly tenantId: string;
  readonly callId: string;
  /** The logs of jobs that ended then or before have expired. */
  readonly endedAfter: Date;
  /** Job Date and id of the last one of the page before. */
  readonly after: readonly [jobDate: string, jobId: string] | null;
  readonly limit: number;
}

/** Newest job first. One call is in a few hundred jobs at most, found by the index outcomes_of_call. */
export const listOutcomesOfCall = (reader: Reader, list: OutcomesOfCall): Promise<CallOutcomeRow[]> =>
  reader.query<CallOutcomeRow>(
    `SELECT call_id, code, message, title, outcomes.started_at, owner_name, url, company_gsid, company_name, activity_id,
            attempt, retried_by, candidates, reference, recorded_at,
            job_id, status AS job_status, trigger, job_date, job_date::text AS position
       FROM outcomes JOIN jobs USING (tenant_id, job_id) LEFT JOIN retried_calls USING (tenant_id, job_id, call_id)
      WHERE tenant_id = $1 AND call_id = $2 AND (ended_at IS NULL OR ended_at > $3)
        AND ($4::timestamptz IS NULL OR (job_date, job_id) < ($4, $5::uuid))
      ORDER BY job_date DESC, job_id DESC
      LIMIT $6`,
    [list.tenantId, list.callId, list.endedAfter, list.after?.[0] ?? null, list.after?.[1] ?? null, list.limit],
  );
