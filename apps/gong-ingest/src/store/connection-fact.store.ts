import type { SyncSettingsInput } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import type { ConnectionState } from './connection.table';

export interface ActivatedConnection {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly name: string;
  readonly apiBase: string;
  readonly at: string;
}

export interface LostConnection {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly reason: string;
  readonly at: string;
}

/**
 * Remembers connections that can be read. Settings, history and the time of the first connecting stay when an admin
 * authorises again. Older facts and deleted connections are left alone; the ids of those taken are returned.
 */
export const activateConnections = async (
  tx: Transaction,
  connections: readonly ActivatedConnection[],
  defaults: { settings: SyncSettingsInput; lastSlotAt: Date },
): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ connection_id: string }>(
    `INSERT INTO connection AS known
       (tenant_id, connection_id, name, api_base, state, state_at, connected_at, settings, last_slot_at)
     SELECT r."tenantId", r."connectionId", r.name, r."apiBase", 'active', r.at, r.at, $2, $3
     FROM jsonb_to_recordset($1)
       AS r("tenantId" text, "connectionId" uuid, name text, "apiBase" text, at timestamptz)
     ORDER BY 1, 2
     ON CONFLICT (tenant_id, connection_id) DO UPDATE
       SET name = excluded.name, api_base = excluded.api_base, state = 'active', state_reason = NULL,
           state_at = excluded.state_at
       WHERE known.state_at < excluded.state_at AND known.state <> 'revoked'
     RETURNING connection_id`,
    [JSON.stringify(connections), JSON.stringify(defaults.settings), defaults.lastSlotAt],
  );
  return new Set(rows.map((row) => row.connection_id));
};

/**
 * The ids of those that changed: unknown ones, older facts and deleted connections are left alone. A deletion is never
 * older: nothing follows it, and the clock of the replica that told it may be behind the one that activated it.
 */
export const loseConnections = async (
  tx: Transaction,
  connections: readonly LostConnection[],
  state: Exclude<ConnectionState, 'active'>,
): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ connection_id: string }>(
    `UPDATE connection AS known SET state = $2, state_reason = r.reason, state_at = r.at
     FROM jsonb_to_recordset($1) AS r("tenantId" text, "connectionId" uuid, reason text, at timestamptz)
     WHERE known.tenant_id = r."tenantId" AND known.connection_id = r."connectionId"
       AND (known.state_at < r.at OR $2 = 'revoked') AND known.state <> 'revoked'
     RETURNING known.connection_id`,
    [JSON.stringify(connections), state],
  );
  return new Set(rows.map((row) => row.connection_id));
};
