import { type callGone, resolutionGone } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { headOf, letGoOfCalls } from './let-go-of-calls';

export const passOnCallGone: BatchHandler<typeof callGone> = async (facts, step) => {
  for (const fact of await letGoOfCalls(facts, step)) step.tell(resolutionGone, fact, headOf(fact.data));
};
