import type { callResolved } from '@gong-timeline/contracts';
import { activityCreated, activityUpdated, callOutcome, type Fact, keyOf } from '@gong-timeline/contracts';
import { type BatchHandler, PermanentError, type Step } from '@gong-timeline/messaging';
import { activityIdOf } from './activity/activity-id-of';
import { activityOf } from './activity/activity-of';
import { decideWrite } from './activity/decide-write';
import { looksTheSame } from './activity/looks-the-same';
import { syncedOutcome } from './activity/outcome-of';
import { type ActivityTypeRow, activityTypesOf } from './store/activity-types';
import { callKeyOf, lockCallStates } from './store/call-states';
import { activitiesOfCalls } from './store/read-activities';
import { saveActivities } from './store/save-activities';
import { seeCalls } from './store/see-calls';

type CallResolved = Fact<typeof callResolved>;

/**
 * Safe to repeat: a revision that was seen has had its outcome in the transaction that saw it, and is ignored. The
 * public event and the outcome are told for what was written, so a writer that lost the partition tells nothing.
 */
export const writeActivityOnCallResolved: BatchHandler<typeof callResolved> = async (facts, step) => {
  const { tx } = step;
  const states = await lockCallStates(tx, facts.map(callKeyOf));
  const types = await activityTypesOf(tx, [...new Set(facts.map(({ tenantId }) => tenantId))]);
  const toCompare = facts.filter(({ tenantId, data }) => {
    const known = states.get(keyOf(tenantId, data.callId));
    return known !== undefined && (data.resync === true || known.snapshotHash !== data.snapshotHash);
  });
  const stored = await activitiesOfCalls(tx, toCompare.map(callKeyOf));
  const decided = facts.map((fact) => {
    const { tenantId, data } = fact;
    const activityId = activityIdOf(tenantId, 'GONG', data.callId);
    const activity = activityOf(data, { activityId, activityType: typeOf(fact, types) });
    const key = keyOf(tenantId, data.callId);
    const isSame = () => {
      const known = stored.get(key);
      return known !== undefined && looksTheSame(known, activity);
    };
    return { fact, key, activity, decision: decideWrite(states.get(key) ?? null, data, isSame) };
  });

  const written = await saveActivities(
    tx,
    decided
      .filter(({ decision }) => decision.do === 'create' || decision.do === 'update')
      .map(({ fact, activity }) => ({ tenantId: fact.tenantId, snapshotHash: fact.data.snapshotHash, activity })),
  );
  const kept = await seeCalls(
    tx,
    decided
      .filter(({ decision }) => decision.do === 'keep')
      .map(({ fact, activity }) => ({ tenantId: fact.tenantId, ...activity })),
  );

  for (const { fact, key, activity, decision } of decided) {
    if (decision.do === 'ignore') step.ignore(fact, decision.reason);
    else if (!written.has(key) && !kept.has(key)) step.ignore(fact, 'stale-revision');
    else tell(step, fact, decision.do, activity);
  }
};

const tell = (
  step: Step,
  fact: CallResolved,
  did: 'create' | 'update' | 'keep',
  activity: ReturnType<typeof activityOf>,
): void => {
  if (did === 'create') step.tell(activityCreated, fact, activity);
  if (did === 'update') step.tell(activityUpdated, fact, activity);
  step.tell(callOutcome, fact, syncedOutcome(fact.data, did, activity.activityId));
};

/** One that was deactivated meanwhile still serves the jobs that began with it (S7): they say so themselves. */
const typeOf = ({ tenantId, data }: CallResolved, types: readonly ActivityTypeRow[]): { id: string; name: string } => {
  const { activityTypeId: id } = data.settings;
  const type = types.find((row) => row.tenant_id === tenantId && row.id === id);
  if (type !== undefined) return { id, name: type.name };
  throw new PermanentError('activity-type.unknown', `settings.activityTypeId: the tenant has no Activity Type "${id}"`);
};
