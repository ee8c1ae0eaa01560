import { JobService } from '@gong-timeline/client';
import { encodeCursor, listOutcomesMethod, pageSizeOf } from '@gong-timeline/contracts';
import { defineRpc, pageKey } from '@gong-timeline/runtime';
import { findJob, refuseExpired } from '../find-job';
import { CALL_ID_SHAPE } from '../query-filter';
import { listCalls } from '../store/read-calls';
import { toOutcomeMessage } from './to-message';

export const listOutcomesRpc = defineRpc(
  listOutcomesMethod,
  JobService.listOutcomes,
  async (request, { database, tenantId, now }) => {
    const { jobId } = request;
    const codes = request.codes.length === 0 ? null : [...new Set(request.codes)].sort();
    const scope = ['ListOutcomes', tenantId, jobId, codes?.join(',')];
    const [after = null] = pageKey(scope, request.pageToken, [CALL_ID_SHAPE]) ?? [];
    refuseExpired(await findJob(database, tenantId, jobId, now));
    const limit = pageSizeOf(request);
    const calls = await listCalls(database, { tenantId, jobId, codes, search: null, after, limit: limit + 1 });
    const last = calls.length > limit ? calls[limit - 1] : undefined;
    return {
      outcomes: calls.slice(0, limit).map(toOutcomeMessage),
      nextPageToken: last === undefined ? '' : encodeCursor(scope, [last.callId]),
    };
  },
);
