import { connectionRevoked } from '@gong-timeline/contracts';
import type { Database } from '@gong-timeline/persistence';
import { notFound, recordAudit } from '@gong-timeline/runtime';
import { deleteStates } from '../store/authorization-state.store';
import { type ConnectionKey, lockConnection, saveConnectionState } from '../store/connection.store';
import { wipePair } from '../store/grant.store';
import { type Asked, auditedOf } from './asked';
import { mayBecome } from './connection-state';

/**
 * S4: revokes and wipes the tokens; whoever hears the fact stops the jobs. Deleting twice is deleting once.
 * Gong has no known way to revoke a grant from outside: there it stays listed until an admin of Gong removes it, but
 * nobody holds its tokens any more.
 */
export function deleteConnection(database: Database, asked: Asked & ConnectionKey): Promise<void> {
  const { tenantId, connectionId, correlationId, traceparent } = asked;
  return database.within(tenantId).transaction(async (tx) => {
    const key = { tenantId, connectionId };
    const connection = await lockConnection(tx, key);
    if (connection === null) throw notFound('connection');
    if (!mayBecome(connection.state, 'revoked')) return;
    const reason = 'Deleted by an admin.';
    await wipePair(tx, key);
    await deleteStates(tx, key);
    await saveConnectionState(tx, key, { state: 'revoked', stateReason: reason });
    recordAudit(tx, auditedOf(asked), {
      action: 'connection.deleted',
      object: { kind: 'connection', id: connectionId, name: connection.name },
      before: { state: connection.state },
      after: { state: 'revoked' },
    });
    // Of a connection that never was active nobody has heard.
    if (connection.authorizedAt === null) return;
    tx.tell(connectionRevoked, {
      tenantId,
      correlationId,
      causationId: null,
      traceparent,
      data: { connectionId, name: connection.name, reason },
    });
  });
}
