import type { OutcomeCode } from '@gong-timeline/domain';
import type { Reader } from '@gong-timeline/persistence';
import type { JobRow } from '../job/job-of';
import type { Day } from '../job/last-days';
import { JOB_COLUMNS } from './read-jobs';

export interface DaySum {
  readonly day: string;
  readonly code: OutcomeCode;
  readonly calls: number;
}

/** What became of the calls of the jobs of each day; what was lost counts as accountedByCode has it. */
export const sumJobsByDay = (reader: Reader, tenantId: string, days: readonly Day[]): Promise<DaySum[]> =>
  reader.query<DaySum>(
    `SELECT day, code, sum(calls)::integer AS calls
       FROM unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) AS asked (day, begins, ends)
       JOIN jobs ON tenant_id = $1 AND job_date >= begins AND job_date < ends
      CROSS JOIN LATERAL (
              SELECT key AS code, value::integer AS calls FROM jsonb_each_text(by_code)
               UNION ALL
              SELECT 'internal.error', greatest(0, coalesce(calls_read, calls_seen) - outcomes)
               WHERE written_off_at IS NOT NULL) AS counted
      GROUP BY day, code`,
    [tenantId, days.map(({ day }) => day), days.map(({ from }) => from), days.map(({ to }) => to)],
  );

export interface ConnectionSum {
  readonly connection_id: string;
  readonly jobs: number;
  readonly running: number;
  readonly created: number;
}

export const sumJobsByConnection = (
  reader: Reader,
  tenantId: string,
  connectionIds: readonly string[],
): Promise<ConnectionSum[]> =>
  reader.query<ConnectionSum>(
    `SELECT connection_id, count(*)::integer AS jobs, count(*) FILTER (WHERE status = 'Running')::integer AS running,
            coalesce(sum((by_code ->> 'synced.created')::integer), 0)::integer AS created
       FROM jobs WHERE tenant_id = $1 AND connection_id = ANY ($2::uuid[])
      GROUP BY connection_id`,
    [tenantId, connectionIds],
  );

/** Of each connection the last job that has ended and read at Gong by itself: a retry reads some calls only. */
export const lastSyncs = (reader: Reader, tenantId: string, connectionIds: readonly string[]): Promise<JobRow[]> =>
  reader.query<JobRow>(
    `SELECT last.* FROM unnest($2::uuid[]) AS asked (id)
      CROSS JOIN LATERAL (
              SELECT ${JOB_COLUMNS} FROM jobs
               WHERE tenant_id = $1 AND connection_id = asked.id AND trigger <> 'retry' AND status <> 'Running'
               ORDER BY job_date DESC, job_id DESC
               LIMIT 1) AS last`,
    [tenantId, connectionIds],
  );
