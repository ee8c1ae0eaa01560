import type { CallWithheldData, EventDefinition, Fact } from '@gong-timeline/contracts';
import type { Step } from '@gong-timeline/messaging';
import { holdDirectories } from './store/hold-directory';
import { forgetWaits } from './store/waits';
import { takeNewest } from './take-newest';

/** Calls that end here wait for nothing any more, and nothing older of them counts. Gives those not seen before. */
export const letGoOfCalls = async <F extends Fact<EventDefinition> & { readonly data: CallWithheldData }>(
  facts: readonly F[],
  step: Step,
): Promise<F[]> => {
  const fresh = await takeNewest(facts, step);
  if (fresh.length === 0) return fresh;
  await holdDirectories(
    step.tx,
    fresh.map(({ tenantId }) => tenantId),
  );
  await forgetWaits(
    step.tx,
    fresh.map(({ tenantId, data: { callId } }) => ({ tenantId, callId })),
  );
  return fresh;
};

/** What is passed on: ids only, whatever else a fact should carry. */
export const headOf = ({ callId, connectionId, jobId, revision, attempt }: CallWithheldData): CallWithheldData => ({
  callId,
  connectionId,
  jobId,
  revision,
  attempt,
});
