import { JobService } from '@gong-timeline/client';
import { encodeCursor, listOutcomesMethod, pageSizeOf } from '@gong-timeline/contracts';
import { defineRpc, pageKey } from '@gong-timeline/runtime';
import { findJob, refuseExpired } from '../find-job';
import { codesOf } from '../job/job-filter';
import { CALL_ID_SHAPE } from '../query-filter';
import { listCalls } from '../store/read-calls';
import { toOutcomeMessage } from './to-message';

export const listOutcomesRpc = defineRpc(
  listOutcomesMethod,
  JobService.listOutcomes,
  async (request, { database, tenantId, now }) => {
    const { jobId } = request;
    const search = request.search === '' ? null : request.search;
    const [named, counts] = [anyOf(request.codes), anyOf(request.counts)];
    const scope = ['ListOutcomes', tenantId, jobId, named?.join(','), ...moreOf(counts, search)];
    const codes = codesOf(named, counts);
    const [after = null] = pageKey(scope, request.pageToken, [CALL_ID_SHAPE]) ?? [];
    refuseExpired(await findJob(database, tenantId, jobId, now));
    const limit = pageSizeOf(request);
    const calls = await listCalls(database, { tenantId, jobId, codes, search, after, limit: limit + 1 });
    const last = calls.length > limit ? calls[limit - 1] : undefined;
    return {
      outcomes: calls.slice(0, limit).map(toOutcomeMessage),
      nextPageToken: last === undefined ? '' : encodeCursor(scope, [last.callId]),
    };
  },
);

/** Null: no such filter. The order in which they were named counts for nothing. */
const anyOf = <T extends string>(values: readonly T[]): readonly T[] | null =>
  values.length === 0 ? null : [...new Set(values)].sort();

/** A page token that was given out before there were these filters is still one. */
const moreOf = (counts: readonly string[] | null, search: string | null): readonly (string | null)[] =>
  counts === null && search === null ? [] : [counts?.join(',') ?? null, search];
