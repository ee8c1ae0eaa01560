import {
  countConnectionJobs,
  CURSOR_TIME,
  encodeCursor,
  getJob,
  type Job,
  listJobs,
  type ResponseOf,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Clock, Implements, Input, type InputOf } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { findJob } from './find-job';
import { jobDateRange } from './job/job-date-range';
import { parseStatuses } from './job/job-filter';
import { jobOf } from './job/job-of';
import { cursorKey, DEFAULT_LIMIT, filter, invalid, UUID_SHAPE } from './query-filter';
import { listJobRows } from './store/read-jobs';
import { lastSyncs, sumJobsByConnection } from './store/sum-jobs';

/** The execution log (S29). */
@Controller()
export class JobsApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Implements(listJobs)
  async list(@Input() { identity, query }: InputOf<typeof listJobs>): Promise<ResponseOf<typeof listJobs>> {
    const { connectionId = null, cursor, limit = DEFAULT_LIMIT, jobDate, from, to, timeZone } = query;
    const { tenantId } = identity;
    const now = this.clock.now();
    const range = jobDateRange(
      {
        ...(jobDate !== undefined && { jobDate }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(timeZone !== undefined && { timeZone }),
      },
      now,
    );
    if ('fault' in range) throw invalid(`query.${range.field}`, range.fault);
    const statuses = filter('query.status', query.status, parseStatuses);
    const scope = ['listJobs', tenantId, connectionId, jobDate, from, to, timeZone, query.status];
    const [position, jobId] = cursorKey(scope, cursor, [CURSOR_TIME, UUID_SHAPE]) ?? [];
    const after = position === undefined || jobId === undefined ? null : ([position, jobId] as const);

    const list = { tenantId, connectionId, ...range, statuses, after, limit: limit + 1 };
    const rows = await listJobRows(this.database.within(tenantId), list);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => jobOf(row, now)),
      nextCursor: last === undefined ? null : encodeCursor(scope, [last.position, last.job_id]),
    };
  }

  @Implements(countConnectionJobs)
  async counts(
    @Input() { identity: { tenantId }, query }: InputOf<typeof countConnectionJobs>,
  ): Promise<ResponseOf<typeof countConnectionJobs>> {
    const connectionIds = [...new Set(query.connectionIds.split(','))];
    const database = this.database.within(tenantId);
    const sums = await sumJobsByConnection(database, tenantId, connectionIds);
    const syncs = await lastSyncs(database, tenantId, connectionIds);
    const now = this.clock.now();
    return {
      items: connectionIds.map((connectionId) => {
        const sum = sums.find(({ connection_id }) => connection_id === connectionId);
        const last = syncs.find(({ connection_id }) => connection_id === connectionId);
        const { jobs = 0, running = 0, created = 0 } = sum ?? {};
        return { connectionId, jobs, running, created, lastSync: last === undefined ? null : jobOf(last, now) };
      }),
    };
  }

  @Implements(getJob)
  get(@Input() { identity, params }: InputOf<typeof getJob>): Promise<Job> {
    const { tenantId } = identity;
    return findJob(this.database.within(tenantId), tenantId, params.jobId, this.clock.now());
  }
}
