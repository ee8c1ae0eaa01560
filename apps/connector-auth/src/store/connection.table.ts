import type { Connection } from '@gong-timeline/contracts';
import type { State } from '../connecting/connection-state';

/** A row of `connections`, as CONNECTION_COLUMNS selects it. */
export interface ConnectionRow {
  readonly connection_id: string;
  readonly connector: 'gong';
  readonly name: string;
  readonly state: State;
  readonly state_reason: string | null;
  readonly api_base_url: string | null;
  readonly scopes: string[];
  readonly created_at: Date;
  readonly authorized_at: Date | null;
}

export const CONNECTION_COLUMNS =
  'connection_id, connector, name, state, state_reason, api_base_url, scopes, created_at, authorized_at';

export const toConnection = (row: ConnectionRow): Connection => ({
  connectionId: row.connection_id,
  connector: row.connector,
  name: row.name,
  state: row.state,
  stateReason: row.state_reason,
  apiBaseUrl: row.api_base_url,
  scopes: row.scopes,
  createdAt: row.created_at.toISOString(),
  authorizedAt: row.authorized_at?.toISOString() ?? null,
});
