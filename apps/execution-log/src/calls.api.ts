import {
  CURSOR_TIME,
  encodeCursor,
  listCallOutcomes,
  listJobCalls,
  type ResponseOf,
  searchCalls,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Clock, Implements, Input, type InputOf, notFound } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { findJob, refuseExpired } from './find-job';
import { callOutcomeOf } from './job/call-outcome-of';
import { codesOf, parseCodes, parseCounts } from './job/job-filter';
import { expiredWhenEndedBy } from './job/log-expiry';
import { CALL_ID_SHAPE, cursorKey, DEFAULT_LIMIT, filter, UUID_SHAPE } from './query-filter';
import { listCalls } from './store/read-calls';
import { listOutcomesOfCall } from './store/read-outcomes-of-call';
import { searchOutcomes } from './store/search-outcomes';

/** What became of calls: of all of a job, of one in all jobs, or of those that a search finds. */
@Controller()
export class CallsApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Implements(listJobCalls)
  async ofJob(
    @Input() { identity, params, query }: InputOf<typeof listJobCalls>,
  ): Promise<ResponseOf<typeof listJobCalls>> {
    const { tenantId } = identity;
    const { jobId } = params;
    const { cursor, limit = DEFAULT_LIMIT, search = null } = query;
    const codes = codesOf(
      filter('query.code', query.code, parseCodes),
      filter('query.count', query.count, parseCounts),
    );
    const database = this.database.within(tenantId);
    refuseExpired(await findJob(database, tenantId, jobId, this.clock.now()));
    const scope = ['listJobCalls', tenantId, jobId, query.code, query.count, search];
    const [after = null] = cursorKey(scope, cursor, [CALL_ID_SHAPE]) ?? [];
    const calls = await listCalls(database, { tenantId, jobId, codes, search, after, limit: limit + 1 });
    const last = calls.length > limit ? calls[limit - 1] : undefined;
    return {
      items: calls.slice(0, limit),
      nextCursor: last === undefined ? null : encodeCursor(scope, [last.callId]),
    };
  }

  @Implements(searchCalls)
  async search(@Input() { identity, query }: InputOf<typeof searchCalls>): Promise<ResponseOf<typeof searchCalls>> {
    const { tenantId } = identity;
    const { cursor, limit = DEFAULT_LIMIT, search } = query;
    const scope = ['searchCalls', tenantId, search];
    const [position, jobId, callId] = cursorKey(scope, cursor, [CURSOR_TIME, UUID_SHAPE, CALL_ID_SHAPE]) ?? [];
    const after =
      position === undefined || jobId === undefined || callId === undefined
        ? null
        : ([position, jobId, callId] as const);
    const endedAfter = expiredWhenEndedBy(this.clock.now());
    const list = { tenantId, search, endedAfter, after, limit: limit + 1 };
    const rows = await searchOutcomes(this.database.within(tenantId), list);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(callOutcomeOf),
      nextCursor: last === undefined ? null : encodeCursor(scope, [last.found_at, last.found_in, last.call_id]),
    };
  }

  @Implements(listCallOutcomes)
  async ofCall(
    @Input() { identity, params, query }: InputOf<typeof listCallOutcomes>,
  ): Promise<ResponseOf<typeof listCallOutcomes>> {
    const { tenantId } = identity;
    const { callId } = params;
    const { cursor, limit = DEFAULT_LIMIT } = query;
    const scope = ['listCallOutcomes', tenantId, callId];
    const [position, jobId] = cursorKey(scope, cursor, [CURSOR_TIME, UUID_SHAPE]) ?? [];
    const after = position === undefined || jobId === undefined ? null : ([position, jobId] as const);
    const endedAfter = expiredWhenEndedBy(this.clock.now());
    const list = { tenantId, callId, endedAfter, after, limit: limit + 1 };
    const rows = await listOutcomesOfCall(this.database.within(tenantId), list);
    if (rows.length === 0 && after === null) throw notFound('call');
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(callOutcomeOf),
      nextCursor: last === undefined ? null : encodeCursor(scope, [last.position, last.job_id]),
    };
  }
}
