import { connectionActivated, connectionNeedsReauthorization } from '@gong-timeline/contracts';
import type { Database, Transaction } from '@gong-timeline/persistence';
import { mayBecome } from '../connecting/connection-state';
import { activateConnection, lockConnection, saveConnectionState } from '../store/connection.store';
import { findGrantsWithKeyAgain, findGrantsWithoutKey, type KeyedGrant, markKeyLost } from '../store/lost-key.store';
import { wordsOfOpening } from './words-of-opening';

const AT_A_TIME = 200;

/**
 * Connections whose key no running replica holds are taken out of use: their jobs are held instead of failing one after
 * the other, and their admins read why and what to do. Those whose key is back are used again. True when there may be more.
 */
export async function followLostKeys(
  database: Database,
  held: readonly string[],
  correlationId: string,
): Promise<boolean> {
  // Across tenants: the keys are the installation's, so who lost one may be anybody. What follows is each tenant's own.
  const everywhere = database.acrossTenants();
  const lost = await findGrantsWithoutKey(everywhere, held, AT_A_TIME);
  for (const grant of lost) {
    await database.within(grant.tenantId).transaction((tx) => takeOut(tx, grant, correlationId));
  }
  const found = await findGrantsWithKeyAgain(everywhere, held, AT_A_TIME);
  for (const grant of found) {
    await database.within(grant.tenantId).transaction((tx) => takeIn(tx, grant, correlationId));
  }
  return lost.length === AT_A_TIME || found.length === AT_A_TIME;
}

async function takeOut(tx: Transaction, grant: KeyedGrant, correlationId: string): Promise<void> {
  const { tenantId, connectionId, keyId } = grant;
  const connection = await lockConnection(tx, grant);
  if (connection === null || !mayBecome(connection.state, 'needs-reauthorization')) return;
  if (!(await markKeyLost(tx, grant, true))) return;
  const { name } = connection;
  const reason = wordsOfOpening('key-unknown', { name, keyId });
  await saveConnectionState(tx, grant, { state: 'needs-reauthorization', stateReason: reason });
  const data = { connectionId, name, reason };
  tx.tell(connectionNeedsReauthorization, { tenantId, correlationId, causationId: null, traceparent: null, data });
}

async function takeIn(tx: Transaction, grant: KeyedGrant, correlationId: string): Promise<void> {
  const { tenantId, connectionId } = grant;
  const connection = await lockConnection(tx, grant);
  if (connection?.state !== 'needs-reauthorization' || connection.apiBaseUrl === null) return;
  if (!(await markKeyLost(tx, grant, false))) return;
  const { apiBaseUrl } = connection;
  const { name, scopes } = await activateConnection(tx, grant, { apiBaseUrl });
  const data = { connectionId, name, apiBaseUrl, scopes };
  tx.tell(connectionActivated, { tenantId, correlationId, causationId: null, traceparent: null, data });
}
