import type { Reader, Transaction } from '@gong-timeline/persistence';
import type { ConnectionKey } from './connection.store';

export interface KeyedGrant extends ConnectionKey {
  readonly keyId: string;
}

interface Row {
  readonly tenant_id: string;
  readonly connection_id: string;
  readonly key_id: string;
}

const toGrant = (row: Row): KeyedGrant => ({
  tenantId: row.tenant_id,
  connectionId: row.connection_id,
  keyId: row.key_id,
});

/** Of all tenants: active connections whose tokens are sealed with a key that is not among these. */
export async function findGrantsWithoutKey(
  reader: Reader,
  held: readonly string[],
  limit: number,
): Promise<readonly KeyedGrant[]> {
  const rows = await reader.query<Row>(
    `SELECT tenant_id, connection_id, key_id FROM grants JOIN connections USING (tenant_id, connection_id)
     WHERE key_id <> ALL ($1::text[]) AND NOT key_lost AND state = 'active' LIMIT $2`,
    [held, limit],
  );
  return rows.map(toGrant);
}

/** Of all tenants: connections out of use for want of a key that is among these. */
export async function findGrantsWithKeyAgain(
  reader: Reader,
  held: readonly string[],
  limit: number,
): Promise<readonly KeyedGrant[]> {
  const rows = await reader.query<Row>(
    `SELECT tenant_id, connection_id, key_id FROM grants JOIN connections USING (tenant_id, connection_id)
     WHERE key_id = ANY ($1::text[]) AND key_lost AND state = 'needs-reauthorization' LIMIT $2`,
    [held, limit],
  );
  return rows.map(toGrant);
}

/** False when another pair, or none, stands there by now. */
export async function markKeyLost(tx: Transaction, grant: KeyedGrant, isLost: boolean): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE grants SET key_lost = $4
     WHERE tenant_id = $1 AND connection_id = $2 AND key_id = $3 AND key_lost <> $4 RETURNING 1`,
    [grant.tenantId, grant.connectionId, grant.keyId, isLost],
  );
  return rows.length > 0;
}
