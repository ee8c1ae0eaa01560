import type { Fact, retryWanted } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { noteAskedByHand } from './store/asked-by-hand.store';
import { wantRetries } from './store/retry-wanted.store';
import { callKey, lastReaders } from './store/timeline-state.store';

/** What comes together is read together: an import of a directory makes many calls succeed at once (S28). */
const GATHERING_MS = 1_000;
/** What an admin asked for in one go arrives within this; he is waiting for it. */
const GATHERING_BY_HAND_MS = 250;

const keyOfCall = ({ tenantId, data }: Fact<typeof retryWanted>) => ({ tenantId, callId: data.callId });

/**
 * The scheduler makes one retry job of all that is due for a connection. What wants itself retried is passed over when
 * another job has read it since: it has had its newer outcome there. What an admin asked for is read again all the same.
 */
export const startRetryOnRetryWanted: BatchHandler<typeof retryWanted> = async (facts, step) => {
  const readers = await lastReaders(step.tx, facts.map(keyOfCall));
  const byHand = facts.filter(({ data }) => data.byHand === true);
  const news = await noteAskedByHand(
    step.tx,
    byHand.map((fact) => ({ ...keyOfCall(fact), at: fact.occurredAt })),
  );
  const wanted = facts.flatMap((fact) => {
    const { tenantId } = fact;
    const { callId, connectionId, jobId } = fact.data;
    const key = callKey({ tenantId, callId });
    const isByHand = fact.data.byHand === true;
    const why = isByHand ? whyNotByHand(readers.has(key), news.has(key)) : whyNot(readers.get(key), jobId);
    if (why !== null) {
      step.ignore(fact, why);
      return [];
    }
    const dueAt = new Date(step.now.getTime() + (isByHand ? GATHERING_BY_HAND_MS : GATHERING_MS));
    return [{ tenantId, connectionId, callId, jobId, dueAt, byHand: isByHand }];
  });
  await wantRetries(step.tx, wanted);
};

const whyNot = (lastReader: string | undefined, jobId: string): string | null => {
  if (lastReader === undefined) return 'unknown call';
  return lastReader === jobId ? null : 'read again since';
};

const whyNotByHand = (isKnown: boolean, isNews: boolean): string | null => {
  if (!isKnown) return 'unknown call';
  return isNews ? null : 'asked for before';
};
