import type { connectionActivated } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { rememberConnections } from '../store/gong-connections';

/** Whose a connection is: its Gong users are this tenant's to see, also before the first of them is told. */
export const rememberConnectionOnConnectionActivated: BatchHandler<typeof connectionActivated> = (facts, { tx }) =>
  rememberConnections(
    tx,
    facts.map(({ tenantId, data: { connectionId } }) => ({ tenantId, connectionId })),
  );
