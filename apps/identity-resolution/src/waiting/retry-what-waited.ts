import { retryWanted } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import { endWaitsFor } from '../store/waits';

/** Who changed the directory: an admin, over HTTP. */
interface Change {
  readonly tenantId: string;
  readonly correlationId: string;
  readonly traceparent: string | null;
}

/** S28: what waits for any of these keys could succeed now, so it is asked for again. `reason` is for people. */
export const retryWhatWaited = async (
  tx: Transaction,
  { tenantId, correlationId, traceparent }: Change,
  keys: readonly string[],
  reason: string,
): Promise<void> => {
  for (const wait of await endWaitsFor(tx, tenantId, keys)) {
    tx.tell(retryWanted, { tenantId, correlationId, causationId: null, traceparent, data: { ...wait, reason } });
  }
};
