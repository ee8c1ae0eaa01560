import type { OutcomeCode } from '@gong-timeline/domain';
import type { Reader } from '@gong-timeline/persistence';
import type { CallOutcomeRow } from '../job/call-outcome-of';

interface Reach {
  readonly tenantId: string;
  /** The logs of jobs that ended then or before have expired. */
  readonly endedAfter: Date;
}

export interface OutcomeList extends Reach {
  /** What waits or failed, of each call its newest outcome alone. */
  readonly standing: boolean;
  readonly codes: readonly OutcomeCode[] | null;
  /** Job Date in [from, to). */
  readonly from: Date | null;
  readonly to: Date | null;
  readonly after: readonly [jobDate: string, jobId: string, callId: string] | null;
  readonly limit: number;
}

/** As the index outcomes_unplaced has it, word for word; and nothing newer is known of the call. */
const STANDING = `code NOT LIKE 'synced.%' AND code NOT LIKE 'skipped.%'
  AND NOT EXISTS (
        SELECT FROM outcomes AS later JOIN jobs AS later_job USING (tenant_id, job_id)
         WHERE later.tenant_id = $1 AND later.call_id = outcomes.call_id
           AND (later_job.job_date, later_job.job_id) > (jobs.job_date, jobs.job_id))`;

/** Newest job first. */
export const listOutcomeRows = (reader: Reader, list: OutcomeList): Promise<CallOutcomeRow[]> => {
  const parameters: unknown[] = [list.tenantId, list.endedAfter, list.limit];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const conditions = ['tenant_id = $1', '(ended_at IS NULL OR ended_at > $2)'];
  if (list.standing) conditions.push(STANDING);
  if (list.codes !== null) conditions.push(`code = ANY (${bind(list.codes)})`);
  if (list.from !== null) conditions.push(`job_date >= ${bind(list.from)}`);
  if (list.to !== null) conditions.push(`job_date < ${bind(list.to)}`);
  if (list.after !== null) {
    const [jobDate, jobId, callId] = list.after;
    conditions.push(
      `(job_date, job_id, call_id) < (${bind(jobDate)}::timestamptz, ${bind(jobId)}::uuid, ${bind(callId)})`,
    );
  }
  return reader.query<CallOutcomeRow>(
    `SELECT call_id, code, message, title, outcomes.started_at, owner_name, url, company_gsid, company_name, activity_id,
            attempt, retried_by, candidates, reference, recorded_at,
            job_id, status AS job_status, trigger, job_date, job_date::text AS position
       FROM outcomes JOIN jobs USING (tenant_id, job_id) LEFT JOIN retried_calls USING (tenant_id, job_id, call_id)
      WHERE ${conditions.join(' AND ')}
      ORDER BY jobs.job_date DESC, job_id DESC, call_id DESC
      LIMIT $3`,
    parameters,
  );
};

/** How many calls wait or failed by now, by code. */
export const countStanding = (
  reader: Reader,
  { tenantId, endedAfter }: Reach,
): Promise<{ code: OutcomeCode; calls: number }[]> =>
  reader.query(
    `SELECT code, count(*)::integer AS calls
       FROM outcomes JOIN jobs USING (tenant_id, job_id)
      WHERE tenant_id = $1 AND (ended_at IS NULL OR ended_at > $2) AND ${STANDING}
      GROUP BY code`,
    [tenantId, endedAfter],
  );
