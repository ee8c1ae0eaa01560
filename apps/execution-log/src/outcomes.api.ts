import {
  CURSOR_TIME,
  encodeCursor,
  getCallsByDay,
  getCallsNow,
  listOutcomes,
  type ResponseOf,
} from '@gong-timeline/contracts';
import { countOf, isTimeZone, timeSpan } from '@gong-timeline/domain';
import { Database } from '@gong-timeline/persistence';
import { Clock, Implements, Input, type InputOf } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { callOutcomeOf } from './job/call-outcome-of';
import { codesOf, parseCodes, parseCounts } from './job/job-filter';
import { expiredWhenEndedBy } from './job/log-expiry';
import { countsOf } from './job/counts-of';
import { lastDays } from './job/last-days';
import { CALL_ID_SHAPE, cursorKey, DEFAULT_LIMIT, filter, invalid, notATimeZone, UUID_SHAPE } from './query-filter';
import { countStanding, listOutcomeRows } from './store/list-outcomes';
import { sumJobsByDay } from './store/sum-jobs';

const DEFAULT_DAYS = 30;

/** What became of calls across jobs: what waits or failed now, and each day. */
@Controller()
export class OutcomesApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Implements(listOutcomes)
  async list(@Input() { identity, query }: InputOf<typeof listOutcomes>): Promise<ResponseOf<typeof listOutcomes>> {
    const { tenantId } = identity;
    const { cursor, limit = DEFAULT_LIMIT, standing = false, count, code, ...span } = query;
    const range = timeSpan(span);
    if ('fault' in range) throw invalid(`query.${range.field}`, range.fault);
    const codes = codesOf(filter('query.code', code, parseCodes), filter('query.count', count, parseCounts));
    const scope = ['listOutcomes', tenantId, String(standing), count, code, span.from, span.to, span.timeZone];
    const [position, jobId, callId] = cursorKey(scope, cursor, [CURSOR_TIME, UUID_SHAPE, CALL_ID_SHAPE]) ?? [];
    const after =
      position === undefined || jobId === undefined || callId === undefined
        ? null
        : ([position, jobId, callId] as const);
    const endedAfter = expiredWhenEndedBy(this.clock.now());
    const asked = { tenantId, endedAfter, standing, codes, ...range, after, limit: limit + 1 };
    const rows = await listOutcomeRows(this.database.within(tenantId), asked);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(callOutcomeOf),
      nextCursor: last === undefined ? null : encodeCursor(scope, [last.position, last.job_id, last.call_id]),
    };
  }

  @Implements(getCallsNow)
  async now(@Input() { identity }: InputOf<typeof getCallsNow>): Promise<ResponseOf<typeof getCallsNow>> {
    const { tenantId } = identity;
    const endedAfter = expiredWhenEndedBy(this.clock.now());
    const rows = await countStanding(this.database.within(tenantId), { tenantId, endedAfter });
    const sum = (count: 'waiting' | 'failed'): number =>
      rows.reduce((total, { code, calls }) => total + (countOf(code) === count ? calls : 0), 0);
    return {
      waiting: sum('waiting'),
      failed: sum('failed'),
      byCode: Object.fromEntries(rows.map(({ code, calls }) => [code, calls])),
    };
  }

  @Implements(getCallsByDay)
  async byDay(@Input() { identity, query }: InputOf<typeof getCallsByDay>): Promise<ResponseOf<typeof getCallsByDay>> {
    const { tenantId } = identity;
    const { days = DEFAULT_DAYS, timeZone = 'UTC' } = query;
    if (!isTimeZone(timeZone)) throw notATimeZone('query.timeZone');
    const asked = lastDays(this.clock.now(), days, timeZone);
    const sums = await sumJobsByDay(this.database.within(tenantId), tenantId, asked);
    const byCode = (of: string) => sums.filter(({ day }) => day === of).map(({ code, calls }) => [code, calls]);
    return { items: asked.map(({ day }) => ({ day, counts: countsOf(Object.fromEntries(byCode(day))) })) };
  }
}
