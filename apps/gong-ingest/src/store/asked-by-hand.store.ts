import type { Transaction } from '@gong-timeline/persistence';
import { type CallKey, callKey } from './timeline-state.store';

export interface AskedByHand extends CallKey {
  /** When it was asked for: the time of the fact. */
  readonly at: string;
}

/**
 * Remembers that an admin asked for these calls. Gives those of which that is news: a fact that is delivered again would
 * otherwise have the call read again, long after it was. Locks in the order in which the reading of calls locks, too.
 */
export const noteAskedByHand = async (tx: Transaction, asked: readonly AskedByHand[]): Promise<ReadonlySet<string>> => {
  if (asked.length === 0) return new Set();
  const rows = await tx.query<{ tenant_id: string; call_id: string }>(
    `WITH news AS (
       SELECT call.tenant_id, call.call_id, asked.at
       FROM call_state AS call
       JOIN unnest($1::text[], $2::text[], $3::timestamptz[]) AS asked(tenant_id, call_id, at)
         ON call.tenant_id = asked.tenant_id AND call.call_id = asked.call_id
       WHERE call.asked_by_hand_at IS NULL OR call.asked_by_hand_at < asked.at
       ORDER BY call.tenant_id, call.call_id FOR UPDATE OF call)
     UPDATE call_state AS call SET asked_by_hand_at = news.at
     FROM news WHERE call.tenant_id = news.tenant_id AND call.call_id = news.call_id
     RETURNING call.tenant_id, call.call_id`,
    [asked.map((call) => call.tenantId), asked.map((call) => call.callId), asked.map((call) => call.at)],
  );
  return new Set(rows.map((row) => callKey({ tenantId: row.tenant_id, callId: row.call_id })));
};
