import type { Transaction } from '@gong-timeline/persistence';
import { STATE_LIFE_MS, type StoredState } from '../oauth/authorization-state';
import type { ConnectionKey } from './connection.store';

/** A state that is over is kept this long, so that who comes late is told why; then nobody comes any more. */
const KEPT_AFTER_END_MS = 24 * 60 * 60 * 1000;

export async function insertState(
  tx: Transaction,
  { tenantId, connectionId }: ConnectionKey,
  { stateHash, actorId }: { readonly stateHash: string; readonly actorId: string },
): Promise<void> {
  const now = tx.now.getTime();
  await tx.query('DELETE FROM authorization_states WHERE tenant_id = $1 AND expires_at < $2', [
    tenantId,
    new Date(now - KEPT_AFTER_END_MS),
  ]);
  await tx.query(
    `INSERT INTO authorization_states (tenant_id, state_hash, connection_id, actor_id, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [tenantId, stateHash, connectionId, actorId, tx.now, new Date(now + STATE_LIFE_MS)],
  );
}

/** Locks the row: of two that come with one state, the second reads what the first did with it. */
export async function lockState(
  tx: Transaction,
  tenantId: string,
  stateHash: string,
): Promise<StoredState | undefined> {
  const [row] = await tx.query<{ connection_id: string; actor_id: string; expires_at: Date; used_at: Date | null }>(
    `SELECT connection_id, actor_id, expires_at, used_at FROM authorization_states
     WHERE tenant_id = $1 AND state_hash = $2 FOR UPDATE`,
    [tenantId, stateHash],
  );
  return (
    row && {
      connectionId: row.connection_id,
      actorId: row.actor_id,
      expiresAt: row.expires_at,
      usedAt: row.used_at,
    }
  );
}

/** Whether it was not withdrawn since it was used. Locked: who withdraws it now waits until this transaction has ended. */
export async function stateStands(tx: Transaction, tenantId: string, stateHash: string): Promise<boolean> {
  const rows = await tx.query('SELECT 1 FROM authorization_states WHERE tenant_id = $1 AND state_hash = $2 FOR SHARE', [
    tenantId,
    stateHash,
  ]);
  return rows.length > 0;
}

export async function markStateUsed(tx: Transaction, tenantId: string, stateHash: string): Promise<void> {
  await tx.query('UPDATE authorization_states SET used_at = $3 WHERE tenant_id = $1 AND state_hash = $2', [
    tenantId,
    stateHash,
    tx.now,
  ]);
}

export async function deleteStates(tx: Transaction, { tenantId, connectionId }: ConnectionKey): Promise<void> {
  await tx.query('DELETE FROM authorization_states WHERE tenant_id = $1 AND connection_id = $2', [
    tenantId,
    connectionId,
  ]);
}
