import type { retryWanted } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { wantRetries } from './store/retry-wanted.store';
import { callKey, lastReaders } from './store/timeline-state.store';

/** What comes together is read together: an import of a directory makes many calls succeed at once (S28). */
const GATHERING_MS = 1_000;

/** The scheduler makes one retry job of all that is due for a connection. */
export const startRetryOnRetryWanted: BatchHandler<typeof retryWanted> = async (facts, step) => {
  const readers = await lastReaders(
    step.tx,
    facts.map((fact) => ({ tenantId: fact.tenantId, callId: fact.data.callId })),
  );
  const dueAt = new Date(step.now.getTime() + GATHERING_MS);
  const wanted = facts.flatMap((fact) => {
    const { callId, connectionId, jobId } = fact.data;
    const reader = readers.get(callKey({ tenantId: fact.tenantId, callId }));
    if (reader !== jobId) {
      step.ignore(fact, reader === undefined ? 'unknown call' : 'read again since');
      return [];
    }
    return [{ tenantId: fact.tenantId, connectionId, callId, jobId, dueAt }];
  });
  await wantRetries(step.tx, wanted);
};
