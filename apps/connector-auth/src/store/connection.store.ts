import type { Connection } from '@gong-timeline/contracts';
import type { Reader, Transaction } from '@gong-timeline/persistence';
import { NOT_YET_AUTHORIZED, type State } from '../connecting/connection-state';
import { CONNECTION_COLUMNS, type ConnectionRow, toConnection } from './connection.table';

export interface ConnectionKey {
  readonly tenantId: string;
  readonly connectionId: string;
}

/** Null when a connection of that name, whatever its case, is there already; deleted ones do not count. */
export async function insertConnection(
  tx: Transaction,
  { tenantId, connectionId, name, actorId }: ConnectionKey & { readonly name: string; readonly actorId: string },
): Promise<Connection | null> {
  const [row] = await tx.query<ConnectionRow>(
    `INSERT INTO connections (tenant_id, connection_id, connector, name, state, state_reason, created_at, created_by)
     VALUES ($1, $2, 'gong', $3, 'pending', $4, $5, $6)
     ON CONFLICT (tenant_id, lower(name)) WHERE state <> 'revoked' DO NOTHING
     RETURNING ${CONNECTION_COLUMNS}`,
    [tenantId, connectionId, name, NOT_YET_AUTHORIZED, tx.now, actorId],
  );
  return row === undefined ? null : toConnection(row);
}

export async function readConnections(reader: Reader, tenantId: string): Promise<Connection[]> {
  const rows = await reader.query<ConnectionRow>(
    `SELECT ${CONNECTION_COLUMNS} FROM connections WHERE tenant_id = $1 ORDER BY created_at, connection_id`,
    [tenantId],
  );
  return rows.map(toConnection);
}

export async function readConnection(reader: Reader, key: ConnectionKey): Promise<Connection | null> {
  const [row] = await reader.query<ConnectionRow>(
    `SELECT ${CONNECTION_COLUMNS} FROM connections WHERE tenant_id = $1 AND connection_id = $2`,
    [key.tenantId, key.connectionId],
  );
  return row === undefined ? null : toConnection(row);
}

/** Locks the row. Every transaction that changes a connection begins here, so none sees another half done. */
export async function lockConnection(tx: Transaction, key: ConnectionKey): Promise<Connection | null> {
  const [row] = await tx.query<ConnectionRow>(
    `SELECT ${CONNECTION_COLUMNS} FROM connections WHERE tenant_id = $1 AND connection_id = $2 FOR UPDATE`,
    [key.tenantId, key.connectionId],
  );
  return row === undefined ? null : toConnection(row);
}

export async function saveConnectionState(
  tx: Transaction,
  key: ConnectionKey,
  { state, stateReason }: { readonly state: Exclude<State, 'active'>; readonly stateReason: string },
): Promise<void> {
  await tx.query('UPDATE connections SET state = $3, state_reason = $4 WHERE tenant_id = $1 AND connection_id = $2', [
    key.tenantId,
    key.connectionId,
    state,
    stateReason,
  ]);
}

export interface Activation {
  readonly apiBaseUrl: string;
  /** Of a new consent; without it, the one that is stored goes on. */
  readonly consent?: {
    readonly scopes: readonly string[];
    readonly authorizedAt: Date;
    readonly authorizedBy: string;
  };
}

export async function activateConnection(
  tx: Transaction,
  key: ConnectionKey,
  { apiBaseUrl, consent }: Activation,
): Promise<Connection> {
  const [row] = await tx.query<ConnectionRow>(
    `UPDATE connections SET state = 'active', state_reason = NULL, api_base_url = $3,
            scopes = coalesce($4, scopes), authorized_at = coalesce($5, authorized_at),
            authorized_by = coalesce($6, authorized_by)
     WHERE tenant_id = $1 AND connection_id = $2
     RETURNING ${CONNECTION_COLUMNS}`,
    [key.tenantId, key.connectionId, apiBaseUrl, consent?.scopes, consent?.authorizedAt, consent?.authorizedBy],
  );
  if (row === undefined) throw new Error(`The connection ${key.connectionId} is not there: lock it first`);
  return toConnection(row);
}
