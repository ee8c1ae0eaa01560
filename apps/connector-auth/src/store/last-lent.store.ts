import type { Transaction } from '@gong-timeline/persistence';
import type { ConnectionKey } from './connection.store';

export interface Lent extends ConnectionKey {
  readonly at: Date;
}

/** Of several times the newest counts. Rows that another transaction holds are left out: the next use tells it again. */
export async function saveLastLent(tx: Transaction, lent: readonly Lent[]): Promise<void> {
  await tx.query(
    `WITH said AS (
       SELECT connections.tenant_id, connections.connection_id, r.at
       FROM jsonb_to_recordset($1) AS r("tenantId" text, "connectionId" uuid, at timestamptz)
       JOIN connections ON connections.tenant_id = r."tenantId" AND connections.connection_id = r."connectionId"
       ORDER BY 1, 2 FOR UPDATE OF connections SKIP LOCKED)
     UPDATE connections SET last_lent_at = greatest(last_lent_at, said.at) FROM said
     WHERE connections.tenant_id = said.tenant_id AND connections.connection_id = said.connection_id`,
    [JSON.stringify(lent)],
  );
}
