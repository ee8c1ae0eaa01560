import { type callWithheld, resolutionWithheld } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { headOf, letGoOfCalls } from './let-go-of-calls';

/** S9. Takes the path that the call's content took, so that it cannot overtake it. */
export const passOnCallWithheld: BatchHandler<typeof callWithheld> = async (facts, step) => {
  for (const fact of await letGoOfCalls(facts, step)) step.tell(resolutionWithheld, fact, headOf(fact.data));
};
