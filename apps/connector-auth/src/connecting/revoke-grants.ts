import { type Audited, recordAudit } from '@gong-timeline/runtime';
import { connectionNeedsReauthorization } from '@gong-timeline/contracts';
import type { Database, Transaction } from '@gong-timeline/persistence';
import { deleteAllStates, lockGranted, wipeGrants } from '../store/revoke.store';

const AT_A_TIME = 500;
const REASON = 'The operator revoked all grants: an admin has to authorize the connection again.';

/**
 * For an emergency: no token of Gong is left, of this tenant or of all (null). Connections stay, so that their history
 * goes on once they are authorised again. Consents under way end first, so that none of them brings a pair after it.
 */
export async function revokeGrants(
  database: Database,
  tenantId: string | null,
  by: Audited,
): Promise<{ grants: number; tenants: number }> {
  // Null is the operator's word for everybody's.
  const reached = tenantId === null ? database.acrossTenants() : database.within(tenantId);
  await reached.transaction((tx) => deleteAllStates(tx, tenantId));
  const tenants = new Set<string>();
  let grants = 0;
  for (;;) {
    const wiped = await reached.transaction((tx) => wipeNext(tx, tenantId, by));
    for (const tenant of wiped) tenants.add(tenant);
    grants += wiped.length;
    if (wiped.length < AT_A_TIME) return { grants, tenants: tenants.size };
  }
}

/** The tenant of each pair that was wiped. */
async function wipeNext(tx: Transaction, tenantId: string | null, by: Audited): Promise<readonly string[]> {
  const { correlationId, traceparent } = by;
  const wiped = await lockGranted(tx, tenantId, AT_A_TIME);
  if (wiped.length === 0) return [];
  await wipeGrants(tx, wiped, REASON);
  for (const { wasActive, ...connection } of wiped) {
    const object = { kind: 'connection', id: connection.connectionId, name: connection.name };
    recordAudit(tx, by, { tenantId: connection.tenantId, action: 'grant.revoked', object });
    if (!wasActive) continue;
    const data = { connectionId: connection.connectionId, name: connection.name, reason: REASON };
    const cause = { correlationId, traceparent, causationId: null };
    tx.tell(connectionNeedsReauthorization, { tenantId: connection.tenantId, ...cause, data });
  }
  return wiped.map((connection) => connection.tenantId);
}
