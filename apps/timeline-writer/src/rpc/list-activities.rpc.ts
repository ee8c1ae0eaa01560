import { TimelineService } from '@gong-timeline/client';
import {
  type Activity,
  CURSOR_TIME,
  encodeCursor,
  listActivitiesMethod,
  pageSizeOf,
  type RequestOf,
} from '@gong-timeline/contracts';
import { defineRpc, pageKey } from '@gong-timeline/runtime';
import { type AskedFilter, activityFilter, scopeOf } from '../list/activity-filter';
import { listActivityRows } from '../store/read-activities';
import { toMessage } from './to-message';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const listActivitiesRpc = defineRpc(
  listActivitiesMethod,
  TimelineService.listActivities,
  async (request, { database, tenantId }) => {
    const companyGsid = request.companyGsid === '' ? null : request.companyGsid;
    const asked = askedFilter(request);
    const filter = activityFilter(asked, { from: 'started_from', to: 'started_to', timeZone: 'time_zone' });
    const scope = ['ListActivities', tenantId, companyGsid, ...scopeOf(asked)];
    const [startedAt, activityId] = pageKey(scope, request.pageToken, [CURSOR_TIME, UUID]) ?? [];
    const after = startedAt === undefined || activityId === undefined ? null : { startedAt, activityId };
    const limit = pageSizeOf(request);
    const rows = await listActivityRows(database, { tenantId, companyGsid, filter, after, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      activities: rows.slice(0, limit).map(({ body }) => toMessage(JSON.parse(body) as Activity)),
      nextPageToken: last === undefined ? '' : encodeCursor(scope, [last.started_at, last.activity_id]),
    };
  },
);

/** As HTTP asks for it: what is empty here is not asked for there. The order in which ids are named counts for nothing. */
const askedFilter = (request: RequestOf<typeof listActivitiesMethod>): AskedFilter => {
  const { search, activityTypeIds, authorGsids, startedFrom, startedTo, timeZone } = request;
  return {
    ...given('search', search),
    ...given('activityTypeId', [...new Set(activityTypeIds)].sort().join(',')),
    ...given('authorGsid', [...new Set(authorGsids)].sort().join(',')),
    ...given('from', startedFrom),
    ...given('to', startedTo),
    timeZone: timeZone === '' ? 'UTC' : timeZone,
  };
};

const given = <N extends keyof AskedFilter>(name: N, value: string): AskedFilter =>
  value === '' ? {} : { [name]: value };
