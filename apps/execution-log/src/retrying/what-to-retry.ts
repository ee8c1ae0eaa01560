import type { BodyOf, retryJobCalls } from '@gong-timeline/contracts';
import { type Count, countOf, OUTCOME_CODES, type OutcomeCode } from '@gong-timeline/domain';

export type WhatToRetry =
  | { readonly kind: 'calls'; readonly callIds: readonly string[] }
  | { readonly kind: 'all'; readonly codes: readonly OutcomeCode[] };

/** S28: what can succeed when it is tried again. */
const TROUBLE: ReadonlySet<Count> = new Set(['failed', 'waiting']);
const TROUBLED_CODES = OUTCOME_CODES.filter((code) => TROUBLE.has(countOf(code)));

/** One way of asking or the other: which calls, or all of the job. */
export const whatToRetry = ({
  callIds,
  all,
  codes,
}: BodyOf<typeof retryJobCalls>): WhatToRetry | { readonly field: string; readonly fault: string } => {
  if (callIds !== undefined && all !== undefined) {
    return { field: 'body.all', fault: 'expected either callIds or all, not both' };
  }
  if (all !== undefined) return { kind: 'all', codes: codes ?? TROUBLED_CODES };
  if (codes !== undefined) return { field: 'body.codes', fault: 'expected together with all: true only' };
  if (callIds === undefined) return { field: 'body.callIds', fault: 'expected callIds, or all: true' };
  return { kind: 'calls', callIds: [...new Set(callIds)] };
};
