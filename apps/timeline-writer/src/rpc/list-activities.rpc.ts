import { TimelineService } from '@gong-timeline/client';
import { CURSOR_TIME, encodeCursor, listActivitiesMethod, pageSizeOf } from '@gong-timeline/contracts';
import { defineRpc, pageKey } from '@gong-timeline/runtime';
import { listActivityRows } from '../store/read-activities';
import { toMessage } from './to-message';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const listActivitiesRpc = defineRpc(
  listActivitiesMethod,
  TimelineService.listActivities,
  async (request, { database, tenantId }) => {
    const companyGsid = request.companyGsid === '' ? null : request.companyGsid;
    const scope = ['ListActivities', tenantId, companyGsid];
    const [startedAt, activityId] = pageKey(scope, request.pageToken, [CURSOR_TIME, UUID]) ?? [];
    const after = startedAt === undefined || activityId === undefined ? null : { startedAt, activityId };
    const limit = pageSizeOf(request);
    const rows = await listActivityRows(database, { tenantId, companyGsid, after, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      activities: rows.slice(0, limit).map(({ body }) => toMessage(body)),
      nextPageToken: last === undefined ? '' : encodeCursor(scope, [last.started_at, last.activity_id]),
    };
  },
);
