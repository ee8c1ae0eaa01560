import type { Reader } from '@gong-timeline/persistence';
import type { CallOutcomeRow } from '../job/call-outcome-of';
import { containing } from './containing';

export interface CallSearch {
  readonly tenantId: string;
  readonly search: string;
  /** The logs of jobs that ended then or before have expired. */
  readonly endedAfter: Date;
  /** Where the last call of the page before was found. */
  readonly after: readonly [jobDate: string, jobId: string, callId: string] | null;
  readonly limit: number;
}

export interface FoundCallRow extends CallOutcomeRow {
  readonly found_in: string;
  readonly found_at: string;
}

/** Gong's ids have 15 digits and more, as no title is searched by: one is found by its index alone. */
const CALL_ID = /^[0-9]{15,20}$/;

const matches = (row: string, search: string): string =>
  CALL_ID.test(search)
    ? `${row}.call_id = $3`
    : `(${row}.call_id = $3 OR NOT ${row}.redacted
       AND (${row}.title ILIKE $8 OR ${row}.owner_name ILIKE $8 OR ${row}.message ILIKE $8))`;

/**
 * Walks the jobs from the newest back until a page is full. A call is found where it matches last, and shown as its newest
 * job left it: a failure that was mended is found by what it said, and told as mended.
 */
export const searchOutcomes = (reader: Reader, list: CallSearch): Promise<FoundCallRow[]> =>
  reader.query<FoundCallRow>(
    `SELECT newest.*, found.job_id AS found_in, found.job_date::text AS found_at
       FROM (SELECT tenant_id, call_id, job_id, job_date
               FROM jobs JOIN outcomes USING (tenant_id, job_id)
              WHERE tenant_id = $1 AND (ended_at IS NULL OR ended_at > $2) AND ${matches('outcomes', list.search)}
                AND ($4::timestamptz IS NULL OR (job_date, job_id, call_id) < ($4, $5::uuid, $6))
                AND NOT EXISTS (
                      SELECT FROM outcomes AS later JOIN jobs AS later_job USING (tenant_id, job_id)
                       WHERE later.tenant_id = $1 AND later.call_id = outcomes.call_id
                         AND (later_job.job_date, later_job.job_id) > (jobs.job_date, jobs.job_id)
                         AND (later_job.ended_at IS NULL OR later_job.ended_at > $2) AND ${matches('later', list.search)})
              ORDER BY job_date DESC, job_id DESC, call_id DESC
              LIMIT $7) AS found,
            LATERAL (
              SELECT call_id, code, message, title, outcomes.started_at, owner_name, url, company_gsid, company_name,
                     activity_id, attempt, retried_by, candidates, reference, recorded_at,
                     job_id, status AS job_status, trigger, job_date, job_date::text AS position
                FROM outcomes JOIN jobs USING (tenant_id, job_id)
                     LEFT JOIN retried_calls USING (tenant_id, job_id, call_id)
               WHERE tenant_id = $1 AND call_id = found.call_id AND (ended_at IS NULL OR ended_at > $2)
               ORDER BY job_date DESC, job_id DESC
               LIMIT 1) AS newest
      ORDER BY found.job_date DESC, found.job_id DESC, found.call_id DESC`,
    [
      list.tenantId,
      list.endedAfter,
      list.search,
      list.after?.[0] ?? null,
      list.after?.[1] ?? null,
      list.after?.[2] ?? null,
      list.limit,
      ...(CALL_ID.test(list.search) ? [] : [containing(list.search)]),
    ],
  );
