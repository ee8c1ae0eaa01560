import { type EventDefinition, type Fact, keyOf } from '@gong-timeline/contracts';
import type { Step } from '@gong-timeline/messaging';
import { seeCalls } from './store/see-calls';

type CallFact = Fact & { readonly data: { readonly callId: string; readonly revision: number } };

/** The facts that say something new of their call; the others end as ignored. Comes first in each handler: it locks. */
export const takeNewest = async <F extends Fact<EventDefinition>>(
  facts: readonly (F & CallFact)[],
  step: Step,
): Promise<(F & CallFact)[]> => {
  const passed = await seeCalls(
    step.tx,
    facts.map(({ tenantId, data: { callId, revision } }) => ({ tenantId, callId, revision })),
  );
  return facts.filter((fact) => {
    const known = passed.get(keyOf(fact.tenantId, fact.data.callId));
    if (known === undefined) return true;
    step.ignore(fact, known === fact.data.revision ? 'already-done' : 'stale-revision');
    return false;
  });
};
