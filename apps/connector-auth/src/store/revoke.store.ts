import type { Transaction } from '@gong-timeline/persistence';
import type { ConnectionKey } from './connection.store';

export interface WipedConnection extends ConnectionKey {
  readonly name: string;
  /** Whether its state changed, so that others have to hear of it. */
  readonly wasActive: boolean;
}

/** Of one tenant, or of all of them for null: the next connections that have tokens, locked. */
export async function lockGranted(
  tx: Transaction,
  tenantId: string | null,
  limit: number,
): Promise<readonly WipedConnection[]> {
  const rows = await tx.query<{ tenant_id: string; connection_id: string; name: string; state: string }>(
    `SELECT tenant_id, connection_id, name, state FROM grants JOIN connections USING (tenant_id, connection_id)
     WHERE $1::text IS NULL OR grants.tenant_id = $1
     ORDER BY grants.tenant_id, grants.connection_id LIMIT $2 FOR UPDATE OF connections`,
    [tenantId, limit],
  );
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    connectionId: row.connection_id,
    name: row.name,
    wasActive: row.state === 'active',
  }));
}

/** Also what of a consent is under way: nobody comes back with it. */
export async function wipeGrants(tx: Transaction, wiped: readonly WipedConnection[], reason: string): Promise<void> {
  const keys = JSON.stringify(wiped);
  const these = `SELECT r."tenantId", r."connectionId"
    FROM jsonb_to_recordset($1) AS r("tenantId" text, "connectionId" uuid)`;
  await tx.query(`DELETE FROM grants WHERE (tenant_id, connection_id) IN (${these})`, [keys]);
  await tx.query(
    `UPDATE connections SET state = 'needs-reauthorization', state_reason = $2
     WHERE (tenant_id, connection_id) IN (${these}) AND state IN ('active', 'needs-reauthorization')`,
    [keys, reason],
  );
}

export async function deleteAllStates(tx: Transaction, tenantId: string | null): Promise<void> {
  await tx.query('DELETE FROM authorization_states WHERE $1::text IS NULL OR tenant_id = $1', [tenantId]);
}
