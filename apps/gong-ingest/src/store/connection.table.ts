import type { StoredSettings } from '../settings/stored-settings';

export type ConnectionState = 'active' | 'needs-reauthorization' | 'revoked';

/** A connection as its facts told it, and what an admin set for it. */
export interface Connection {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly name: string;
  readonly apiBase: string;
  readonly state: ConnectionState;
  readonly stateReason: string | null;
  readonly connectedAt: Date;
  readonly settings: StoredSettings;
  readonly lastSlotAt: Date;
}

export interface ConnectionRow {
  tenant_id: string;
  connection_id: string;
  name: string;
  api_base: string;
  state: ConnectionState;
  state_reason: string | null;
  connected_at: Date;
  settings: StoredSettings;
  last_slot_at: Date;
}

export const CONNECTION_COLUMNS =
  'tenant_id, connection_id, name, api_base, state, state_reason, connected_at, settings, last_slot_at';

export const toConnection = (row: ConnectionRow): Connection => ({
  tenantId: row.tenant_id,
  connectionId: row.connection_id,
  name: row.name,
  apiBase: row.api_base,
  state: row.state,
  stateReason: row.state_reason,
  connectedAt: row.connected_at,
  settings: row.settings,
  lastSlotAt: row.last_slot_at,
});
