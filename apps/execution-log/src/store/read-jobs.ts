import type { JobStatus } from '@gong-timeline/domain';
import type { Reader } from '@gong-timeline/persistence';
import type { JobRow } from '../job/job-of';

export const JOB_COLUMNS = `job_id, connection_id, connection_name, trigger, window_from, window_to, started_at, step, calls_seen,
  calls_expected, ending, calls_read, reason, by_code, status, ended_at, read_ended_at, last_outcome_at, written_off_at`;

export type ListedJobRow = JobRow & { readonly position: string };

export interface JobList {
  readonly tenantId: string;
  readonly connectionId: string | null;
  /** Job Date in [from, to). */
  readonly from: Date | null;
  readonly to: Date | null;
  readonly statuses: readonly JobStatus[] | null;
  /** Job Date and id of the last job of the page before. Text, since PostgreSQL's time is finer than a Date. */
  readonly after: readonly [jobDate: string, jobId: string] | null;
  readonly limit: number;
}

/** Newest first. */
export const listJobRows = (reader: Reader, list: JobList): Promise<ListedJobRow[]> => {
  const parameters: unknown[] = [list.tenantId, list.limit];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const conditions = ['tenant_id = $1'];
  if (list.connectionId !== null) conditions.push(`connection_id = ${bind(list.connectionId)}`);
  if (list.from !== null) conditions.push(`job_date >= ${bind(list.from)}`);
  if (list.to !== null) conditions.push(`job_date < ${bind(list.to)}`);
  if (list.statuses !== null) conditions.push(`status = ANY (${bind(list.statuses)})`);
  if (list.after !== null) {
    const [jobDate, jobId] = list.after;
    conditions.push(`(job_date, job_id) < (${bind(jobDate)}::timestamptz, ${bind(jobId)}::uuid)`);
  }
  return reader.query<ListedJobRow>(
    `SELECT ${JOB_COLUMNS}, job_date::text AS position FROM jobs
      WHERE ${conditions.join(' AND ')}
      ORDER BY job_date DESC, job_id DESC
      LIMIT $2`,
    parameters,
  );
};

export const findJobRow = async (
  reader: Reader,
  tenantId: string,
  jobId: string,
): Promise<ListedJobRow | undefined> => {
  const [row] = await reader.query<ListedJobRow>(
    `SELECT ${JOB_COLUMNS}, job_date::text AS position FROM jobs WHERE tenant_id = $1 AND job_id = $2`,
    [tenantId, jobId],
  );
  return row;
};
