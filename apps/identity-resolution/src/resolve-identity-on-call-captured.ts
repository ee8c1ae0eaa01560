import { randomBytes } from 'node:crypto';
import { type callCaptured, callOutcome, callResolved, type Fact, retryWanted } from '@gong-timeline/contracts';
import { type BatchHandler, type Step, TransientError } from '@gong-timeline/messaging';
import type { CallDecision } from './decision/decide-call';
import { type CreatedUser, decideCalls } from './decision/decide-calls';
import { resolvedFact, stoppedFact } from './decision/facts-of-decision';
import { readCall } from './decision/read-call';
import { lookUpsOf } from './directory/look-ups';
import { uuidV7 } from './directory/uuid-v7';
import { createUsers } from './store/create-users';
import { crmSystemsOf } from './store/directory-settings';
import { holdDirectories, holdUsers } from './store/hold-directory';
import { loadDirectories, loadUsers } from './store/load-directories';
import { forgetWaits, keepWaits } from './store/waits';
import { takeNewest } from './take-newest';
import { retryWhatWaitedForCreated } from './waiting/retry-what-waited-for-created';

type Captured = Fact<typeof callCaptured>;

/** Finds the company, the author and the attendees of each call, or says why not and what the call waits for. */
export const resolveIdentityOnCallCaptured: BatchHandler<typeof callCaptured> = async (facts, step) => {
  const fresh = await takeNewest(facts, step);
  if (fresh.length === 0) return;
  const { tx } = step;
  await holdDirectories(tx, tenantsOf(fresh));
  const { decisions, created } = await decide(fresh, step);

  await forgetWaits(
    tx,
    fresh.map(({ tenantId, data: { callId } }) => ({ tenantId, callId })),
  );
  await keepWaits(
    tx,
    decisions.flatMap(({ fact, decision }) =>
      decision.ending === 'stopped' && decision.waitsFor.length > 0
        ? [{ tenantId: fact.tenantId, ...fact.data, code: decision.code, waitsFor: decision.waitsFor }]
        : [],
    ),
  );
  await retryWhatWaitedForCreated(created, fresh, step);
  for (const { fact, decision } of decisions) tell(fact, decision, step);
};

interface Decided {
  readonly fact: Captured;
  readonly decision: CallDecision;
}

/**
 * When a User is to be created, or a call is to wait for its Author, all is decided a second time: with the Users read
 * again under the lock.
 */
const decide = async (
  facts: readonly Captured[],
  { tx, now }: Step,
): Promise<{ decisions: Decided[]; created: readonly CreatedUser[] }> => {
  const newGsid = () => uuidV7(now, randomBytes(10));
  const crmSystems = await crmSystemsOf(tx, tenantsOf(facts));
  const calls = facts.map((fact) => readCall(fact, crmSystems.get(fact.tenantId) ?? null));
  const lookUps = lookUpsOf(calls);
  const directories = await loadDirectories(tx, lookUps, crmSystems);
  let decided = decideCalls(calls, directories, newGsid);
  const creating = decided.created.map(({ tenantId }) => tenantId);
  const waiting = calls.flatMap(({ tenantId }, n) => (waitsForAuthor(decided.decisions[n]) ? [tenantId] : []));
  if (creating.length + waiting.length > 0) {
    await holdUsers(tx, { creating, waiting });
    const users = await loadUsers(tx, lookUps);
    for (const [tenantId, directory] of directories) directories.set(tenantId, { ...directory, ...users(tenantId) });
    decided = decideCalls(calls, directories, newGsid);
    if (decided.created.length > 0 && (await createUsers(tx, decided.created)) < decided.created.length) {
      throw new TransientError('A User was created for the same e-mail meanwhile; the next try finds it');
    }
  }
  const { decisions, created } = decided;
  const ofFacts = facts.flatMap((fact, n) => {
    const decision = decisions[n];
    return decision === undefined ? [] : [{ fact, decision }];
  });
  return { decisions: ofFacts, created };
};

const waitsForAuthor = (decision: CallDecision | undefined): boolean =>
  decision?.ending === 'stopped' && decision.company !== null && decision.waitsFor.length > 0;

const tell = (fact: Captured, decision: CallDecision, step: Step): void => {
  if (decision.ending === 'resolved') {
    step.tell(callResolved, fact, resolvedFact(fact.data, decision));
    return;
  }
  step.tell(callOutcome, fact, stoppedFact(fact.data, decision));
  const { callId, connectionId, jobId } = fact.data;
  const reason = decision.retryBecause;
  if (reason !== null) step.tell(retryWanted, fact, { callId, connectionId, jobId, reason });
};

const tenantsOf = (facts: readonly Captured[]): string[] => [...new Set(facts.map(({ tenantId }) => tenantId))];
