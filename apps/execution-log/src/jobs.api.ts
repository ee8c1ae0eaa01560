import {
  type CursorScope,
  decodeCursor,
  downloadJobLog,
  encodeCursor,
  getJob,
  type Job,
  listJobCalls,
  listJobs,
  type ResponseOf,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Clock, Implements, Input, type InputOf, notFound, ProblemError } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { type Parsed, parseCodes, parseStatuses, parseTime } from './job/job-filter';
import { jobOf } from './job/job-of';
import { allCalls, listCalls } from './store/read-calls';
import { findJobRow, listJobRows } from './store/read-jobs';
import { streamTo } from './workbook/stream-to';
import { writeWorkbook } from './workbook/write-workbook';

const DEFAULT_LIMIT = 50;
const JOB_DATE = /^-?\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00( BC)?$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CALL_ID = /^[0-9]{1,20}$/;

const invalid = (field: string, message: string): ProblemError =>
  new ProblemError('request.invalid', `${field}: ${message}`, [{ field, message }]);

const filter = <T>(field: string, text: string | undefined, parse: (text: string) => Parsed<T>): T | null => {
  if (text === undefined) return null;
  const parsed = parse(text);
  if ('fault' in parsed) throw invalid(field, parsed.fault);
  return parsed.value;
};

const cursorKey = (scope: CursorScope, cursor: string | undefined, shapes: readonly RegExp[]) => {
  if (cursor === undefined) return null;
  const key = decodeCursor(scope, cursor, shapes);
  if (key === null) throw invalid('query.cursor', 'expected the nextCursor of a page of this very list');
  return key;
};

/** The execution log (S29). */
@Controller()
export class JobsApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Implements(listJobs)
  async list(@Input() { identity, query }: InputOf<typeof listJobs>): Promise<ResponseOf<typeof listJobs>> {
    const { connectionId = null, cursor, limit = DEFAULT_LIMIT } = query;
    const from = filter('query.from', query.from, parseTime);
    const to = filter('query.to', query.to, parseTime);
    if (from !== null && to !== null && from >= to) throw invalid('query.to', 'expected a time after query.from');
    const statuses = filter('query.status', query.status, parseStatuses);
    const { tenantId } = identity;
    const scope = ['listJobs', tenantId, connectionId, query.from, query.to, query.status];
    const [jobDate, jobId] = cursorKey(scope, cursor, [JOB_DATE, UUID]) ?? [];
    const after = jobDate === undefined || jobId === undefined ? null : ([jobDate, jobId] as const);

    const rows = await listJobRows(this.database, {
      tenantId,
      connectionId,
      from,
      to,
      statuses,
      after,
      limit: limit + 1,
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const now = this.clock.now();
    return {
      items: rows.slice(0, limit).map((row) => jobOf(row, now)),
      nextCursor: last === undefined ? null : encodeCursor(scope, [last.position, last.job_id]),
    };
  }

  @Implements(getJob)
  async get(@Input() { identity, params }: InputOf<typeof getJob>): Promise<Job> {
    return this.jobOr404(identity.tenantId, params.jobId);
  }

  @Implements(listJobCalls)
  async calls(
    @Input() { identity, params, query }: InputOf<typeof listJobCalls>,
  ): Promise<ResponseOf<typeof listJobCalls>> {
    const { tenantId } = identity;
    const { jobId } = params;
    const { cursor, limit = DEFAULT_LIMIT } = query;
    const codes = filter('query.code', query.code, parseCodes);
    refuseExpired(await this.jobOr404(tenantId, jobId));
    const scope = ['listJobCalls', tenantId, jobId, query.code];
    const [after = null] = cursorKey(scope, cursor, [CALL_ID]) ?? [];
    const calls = await listCalls(this.database, { tenantId, jobId, codes, after, limit: limit + 1 });
    const last = calls.length > limit ? calls[limit - 1] : undefined;
    return {
      items: calls.slice(0, limit),
      nextCursor: last === undefined ? null : encodeCursor(scope, [last.callId]),
    };
  }

  /** S30. Once it has begun to flow, what goes wrong can only be told by cutting it off: half a file never looks whole. */
  @Implements(downloadJobLog)
  async download(@Input() { identity, params, request, response }: InputOf<typeof downloadJobLog>): Promise<void> {
    const { tenantId } = identity;
    const { jobId } = params;
    const job = await this.jobOr404(tenantId, jobId);
    if (job.endedAt === null) {
      throw new ProblemError(
        'log.not-ready',
        `Job ${jobId} is still running: its log can be downloaded once it has ended`,
      );
    }
    refuseExpired(job);
    const day = (job.startedAt ?? job.endedAt).slice(0, 10);
    response.setHeader('content-type', downloadJobLog.responseStream.contentType);
    response.setHeader('content-disposition', `attachment; filename="gong-sync-${day}-${jobId}.xlsx"`);
    response.setHeader('cache-control', 'no-store');

    if (request.method === 'HEAD') return void response.end();
    await streamTo(response, (to, signal) =>
      writeWorkbook({ job, calls: allCalls(this.database, tenantId, jobId), to, now: this.clock.now(), signal }),
    );
  }

  private async jobOr404(tenantId: string, jobId: string): Promise<Job> {
    const row = await findJobRow(this.database, tenantId, jobId);
    if (row === undefined) throw notFound('job');
    return jobOf(row, this.clock.now());
  }
}

const refuseExpired = ({ jobId, log }: Job): void => {
  if (!log.expired) return;
  throw new ProblemError(
    'log.expired',
    `The log of job ${jobId} expired on ${log.expiresAt}: logs are kept for 30 days`,
  );
};
