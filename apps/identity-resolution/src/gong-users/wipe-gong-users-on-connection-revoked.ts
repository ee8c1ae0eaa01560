import type { connectionRevoked } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { revokeConnections } from '../store/gong-connections';
import { changeDirectories } from '../store/hold-directory';

/** S4: its Gong users and what was mapped of them go with a connection; Users that were created stay. */
export const wipeGongUsersOnConnectionRevoked: BatchHandler<typeof connectionRevoked> = async (facts, { tx }) => {
  const revoked = facts.map(({ tenantId, data: { connectionId } }) => ({ tenantId, connectionId }));
  await changeDirectories(
    tx,
    revoked.map(({ tenantId }) => tenantId),
  );
  await revokeConnections(tx, revoked);
};
