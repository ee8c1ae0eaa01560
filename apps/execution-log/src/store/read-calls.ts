import type { JobCall } from '@gong-timeline/contracts';
import type { OutcomeCode } from '@gong-timeline/domain';
import type { Reader } from '@gong-timeline/persistence';
import { type CallRow, jobCallOf } from '../job/job-of';
import type { LoggedCall } from '../workbook/row-of';
import { containing } from './containing';

export interface CallList {
  readonly tenantId: string;
  readonly jobId: string;
  readonly codes: readonly OutcomeCode[] | null;
  /** A whole call id, or a part of a title, of an owner's name, or of the message. */
  readonly search: string | null;
  /** Call id of the last call of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

/** The calls of a job, by call id: an order in which nothing moves while rows are added. */
export const listCalls = async (reader: Reader, list: CallList): Promise<JobCall[]> => {
  const rows = await reader.query<CallRow>(
    `SELECT call_id, code, message, title, started_at, owner_name, url, company_gsid, company_name, activity_id, attempt,
            retried_by, candidates, reference, recorded_at
       FROM outcomes LEFT JOIN retried_calls USING (tenant_id, job_id, call_id)
      WHERE tenant_id = $1 AND job_id = $2 AND call_id > $3 AND ($4::text[] IS NULL OR code = ANY ($4))
        AND ($6::text IS NULL OR call_id = $6 OR
             NOT redacted AND (title ILIKE $7 OR owner_name ILIKE $7 OR message ILIKE $7))
      ORDER BY call_id
      LIMIT $5`,
    [list.tenantId, list.jobId, list.after ?? '', list.codes, list.limit, list.search, containing(list.search ?? '')],
  );
  return rows.map(jobCallOf);
};

/** Half of what a larger page needs in memory at its peak, and no slower. */
const PAGE = 500;

/** All calls of a job, a page at a time, the next when it is asked for: no connection is held while the reader is slow. */
export async function* allCalls(
  reader: Reader,
  tenantId: string,
  jobId: string,
): AsyncGenerator<readonly LoggedCall[]> {
  for (let after = ''; ; ) {
    const page: readonly LoggedCall[] = await reader.query<LoggedCall>(
      `SELECT call_id AS "callId", code, message, title, started_at AS "startedAt", owner_name AS "ownerName", url,
              company_gsid AS "companyGsid", company_name AS "companyName", activity_id AS "activityId", attempt
         FROM outcomes WHERE tenant_id = $1 AND job_id = $2 AND call_id > $3 ORDER BY call_id LIMIT $4`,
      [tenantId, jobId, after, PAGE],
    );
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.callId ?? after;
  }
}
