import type { connectionRevoked } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { revokeConnections } from '../store/gong-connections';
import { changeDirectories } from '../store/hold-directory';
import { forgetWaitsOfConnections } from '../store/waits';

/**
 * S4: its Gong users, what was mapped of them, and what its calls wait for go with a connection; Users that were created
 * stay.
 */
export const wipeGongUsersOnConnectionRevoked: BatchHandler<typeof connectionRevoked> = async (facts, { tx }) => {
  const revoked = facts.map(({ tenantId, data: { connectionId } }) => ({ tenantId, connectionId }));
  await changeDirectories(
    tx,
    revoked.map(({ tenantId }) => tenantId),
  );
  await revokeConnections(tx, revoked);
  await forgetWaitsOfConnections(tx, revoked);
};
