import type { callOutcome } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { applyOutcome, type TimelineState } from './outcomes/apply-outcome';
import { retryPauseMs } from './schedule/retry-pause';
import { type WantedRetry, wantRetries } from './store/retry-wanted.store';
import { type CallKey, callKey, lockTimelineStates, saveTimelineStates } from './store/timeline-state.store';

/** So that the next read knows what the Timeline holds; and a call that failed by our own fault is read again later. */
export const applyOutcomeOnCallOutcome: BatchHandler<typeof callOutcome> = async (facts, step) => {
  const heard = facts.filter((fact) => {
    // Told by this very app out of what it holds already: most of a quiet day's outcomes.
    const isOwn = fact.data.code === 'synced.unchanged' && fact.source === 'gong-ingest';
    if (isOwn) step.ignore(fact, 'our own: nothing changed');
    return !isOwn;
  });
  if (heard.length === 0) return;
  const states = await lockTimelineStates(
    step.tx,
    heard.map((fact) => ({ tenantId: fact.tenantId, callId: fact.data.callId })),
  );

  const changed: (CallKey & { state: TimelineState })[] = [];
  const retries: WantedRetry[] = [];
  for (const fact of heard) {
    const key = { tenantId: fact.tenantId, callId: fact.data.callId };
    const applied = applyOutcome(states.get(callKey(key)), fact.data);
    if (applied.does === 'ignore') {
      step.ignore(fact, applied.reason);
      continue;
    }
    changed.push({ ...key, state: applied.state });
    if (!applied.retry) continue;
    const dueAt = new Date(step.now.getTime() + retryPauseMs(applied.state.failures));
    retries.push({ ...key, connectionId: fact.data.connectionId, jobId: fact.data.jobId, dueAt, byHand: false });
  }
  await saveTimelineStates(step.tx, changed);
  await wantRetries(step.tx, retries);
};
