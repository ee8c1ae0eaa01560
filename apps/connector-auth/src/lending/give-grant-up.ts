import { connectionNeedsReauthorization } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import { mayBecome } from '../connecting/connection-state';
import { lockConnection, saveConnectionState } from '../store/connection.store';
import { type RefreshLease, releaseLease } from '../store/refresh-lease.store';
import type { Cause } from './refresh-grant';

/** S4: Gong takes this grant no more. Whoever lost the lease, or the pair, meanwhile has no say: false. */
export async function giveGrantUp(
  tx: Transaction,
  lease: RefreshLease,
  reason: string,
  cause: Cause,
): Promise<boolean> {
  const { tenantId, connectionId } = lease;
  const connection = await lockConnection(tx, lease);
  if (connection === null || !mayBecome(connection.state, 'needs-reauthorization')) return false;
  if (!(await releaseLease(tx, lease))) return false;
  await saveConnectionState(tx, lease, { state: 'needs-reauthorization', stateReason: reason });
  const data = { connectionId, name: connection.name, reason };
  tx.tell(connectionNeedsReauthorization, { tenantId, ...cause, causationId: null, data });
  return true;
}
