import type { Reader, Transaction } from '@gong-timeline/persistence';
import type { ConnectionKey } from './connection.store';

/**
 * The right to refresh one pair, for one replica at a time and for a while: a row lock held across Gong's answer would
 * hold a connection of the pool as long. Times are the database's own, since the clocks of replicas differ.
 */
export interface RefreshLease extends ConnectionKey {
  readonly owner: string;
  readonly generation: number;
}

export type LeaseAttempt =
  | { readonly kind: 'taken'; readonly keyId: string; readonly sealedRefreshToken: Buffer }
  /** Another replica refreshes this pair now. */
  | { readonly kind: 'busy' }
  /** There is nothing to refresh any more: read again what is stored. */
  | { readonly kind: 'over' };

export async function takeLease(tx: Transaction, lease: RefreshLease, leaseMs: number): Promise<LeaseAttempt> {
  const { tenantId, connectionId, generation, owner } = lease;
  const key = [tenantId, connectionId, generation];
  const refreshable = `
    tenant_id = $1 AND connection_id = $2 AND generation = $3 AND coalesce(paused_until <= now(), true)
    AND EXISTS (SELECT FROM connections WHERE tenant_id = $1 AND connection_id = $2 AND state = 'active')`;
  const [taken] = await tx.query<{ key_id: string; sealed_refresh_token: Buffer }>(
    `UPDATE grants SET lease_owner = $4, lease_until = now() + $5 * interval '1 millisecond'
     WHERE ${refreshable} AND coalesce(lease_until <= now(), true)
     RETURNING key_id, sealed_refresh_token`,
    [...key, owner, leaseMs],
  );
  if (taken) return { kind: 'taken', keyId: taken.key_id, sealedRefreshToken: taken.sealed_refresh_token };
  const [waiting] = await tx.query(`SELECT 1 FROM grants WHERE ${refreshable}`, key);
  return { kind: waiting === undefined ? 'over' : 'busy' };
}

/** Gives the lease back, and lets nobody ask Gong again for `pauseMs`. */
export async function pauseRefresh(
  tx: Transaction,
  { tenantId, connectionId, owner }: RefreshLease,
  { pauseMs, failure }: { readonly pauseMs: number; readonly failure: string },
): Promise<void> {
  await tx.query(
    `UPDATE grants SET lease_owner = NULL, lease_until = NULL, last_failure = $5,
            paused_until = now() + $4 * interval '1 millisecond'
     WHERE tenant_id = $1 AND connection_id = $2 AND lease_owner = $3`,
    [tenantId, connectionId, owner, pauseMs, failure],
  );
}

/** Gives the lease back. False when it had passed to another: whoever has it now decides about the pair. */
export async function releaseLease(
  tx: Transaction,
  { tenantId, connectionId, owner, generation }: RefreshLease,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE grants SET lease_owner = NULL, lease_until = NULL
     WHERE tenant_id = $1 AND connection_id = $2 AND lease_owner = $3 AND generation = $4
     RETURNING 1`,
    [tenantId, connectionId, owner, generation],
  );
  return rows.length > 0;
}

/** Whether another pair than this one is stored by now, or none. */
export async function isReplaced(tx: Reader, { tenantId, connectionId, generation }: RefreshLease): Promise<boolean> {
  const rows = await tx.query('SELECT 1 FROM grants WHERE tenant_id = $1 AND connection_id = $2 AND generation = $3', [
    tenantId,
    connectionId,
    generation,
  ]);
  return rows.length === 0;
}
