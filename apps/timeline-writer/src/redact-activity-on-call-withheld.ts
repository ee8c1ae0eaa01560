import {
  activityErased,
  activityRetracted,
  callOutcome,
  keyOf,
  type resolutionWithheld,
} from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { activityIdOf } from './activity/activity-id-of';
import { privateOutcome } from './activity/outcome-of';
import { callKeyOf, lockCallStates } from './store/call-states';
import { redactCalls } from './store/see-calls';

/**
 * S9. A call that never was on the Timeline is remembered by its id and revision alone, so that older content of it,
 * delivered late, is not written.
 */
export const redactActivityOnCallWithheld: BatchHandler<typeof resolutionWithheld> = async (facts, step) => {
  const calls = facts.map((fact) => ({
    ...callKeyOf(fact),
    activityId: activityIdOf(fact.tenantId, 'GONG', fact.data.callId),
    revision: fact.data.revision,
  }));
  const states = await lockCallStates(step.tx, calls);
  const redacted = await redactCalls(step.tx, calls);

  facts.forEach((fact) => {
    const { callId, revision } = fact.data;
    const key = keyOf(fact.tenantId, callId);
    if (!redacted.has(key)) return step.ignore(fact, 'stale-revision');
    const standing = states.get(key)?.standing ?? 'never';
    const activityId = activityIdOf(fact.tenantId, 'GONG', callId);
    if (standing === 'on-timeline') {
      step.tell(activityRetracted, fact, { activityId, source: 'GONG', callId, revision, reason: 'private' });
      // Of one key, so in this order: the tombstone lets the topic forget the retraction too (X1).
      step.tell(activityErased, fact, { activityId });
    }
    step.tell(callOutcome, fact, privateOutcome(fact.data, standing === 'never' ? null : activityId));
  });
};
