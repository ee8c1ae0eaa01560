import { type CallWithheldData, callOutcome } from '@gong-timeline/contracts';
import type { LostFact, Step } from '@gong-timeline/messaging';
import { lostFact } from './decision/facts-of-decision';

/** Of a message that could not even be parsed; no connection has this id. */
const UNKNOWN_CONNECTION = '00000000-0000-0000-0000-000000000000';

/**
 * S32: a call whose fact went to the dead letters still ends in an outcome, which a replay that succeeds replaces. A
 * message that does not parse names its call and its job in its headers; one that names none belongs to no job.
 */
export const tellOutcomeOfLostCall = (lost: LostFact, step: Step): void => {
  const { fact, tenantId, subject, correlationId, reference } = lost;
  if (fact !== null) {
    step.tell(callOutcome, fact, lostFact(fact.data as CallWithheldData, reference));
    return;
  }
  if (tenantId === null || subject === null || correlationId === null) return;
  if (!/^[0-9]{1,20}$/.test(subject) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(correlationId)) return;
  const call = { callId: subject, connectionId: UNKNOWN_CONNECTION, jobId: correlationId, revision: 1, attempt: 1 };
  step.tx.tell(callOutcome, {
    tenantId,
    correlationId,
    causationId: null,
    traceparent: null,
    data: lostFact(call, reference),
  });
};
