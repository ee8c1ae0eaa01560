import { callOutcome, keyOf, type resolutionGone } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { activityIdOf } from './activity/activity-id-of';
import { goneOutcome } from './activity/outcome-of';
import { callKeyOf, lockCallStates } from './store/call-states';
import { seeCalls } from './store/see-calls';

/** The call ends in its job. Its Activity stays: that a call is deleted at Gong must be confirmed first (X8). */
export const endCallOnCallGone: BatchHandler<typeof resolutionGone> = async (facts, step) => {
  const calls = facts.map((fact) => ({
    ...callKeyOf(fact),
    activityId: activityIdOf(fact.tenantId, 'GONG', fact.data.callId),
    revision: fact.data.revision,
  }));
  const states = await lockCallStates(step.tx, calls);
  const seen = await seeCalls(step.tx, calls);

  facts.forEach((fact) => {
    const key = keyOf(fact.tenantId, fact.data.callId);
    if (!seen.has(key)) return step.ignore(fact, 'stale-revision');
    const stays = states.get(key)?.standing === 'on-timeline';
    const activityId = stays ? activityIdOf(fact.tenantId, 'GONG', fact.data.callId) : null;
    step.tell(callOutcome, fact, goneOutcome(fact.data, activityId));
  });
};
