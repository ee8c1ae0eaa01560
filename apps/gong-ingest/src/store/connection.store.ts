import type { Reader, Transaction } from '@gong-timeline/persistence';
import type { StoredSettings } from '../settings/stored-settings';
import { CONNECTION_COLUMNS, type Connection, type ConnectionRow, toConnection } from './connection.table';

export const findConnection = async (
  where: Reader,
  tenantId: string,
  connectionId: string,
): Promise<Connection | null> => {
  const rows = await where.query<ConnectionRow>(
    `SELECT ${CONNECTION_COLUMNS} FROM connection WHERE tenant_id = $1 AND connection_id = $2`,
    [tenantId, connectionId],
  );
  return rows[0] === undefined ? null : toConnection(rows[0]);
};

/**
 * Saves, manual starts and the schedule of one connection come one after the other behind this lock. Where a job is
 * locked too, the connection comes first.
 */
export const lockConnection = async (
  tx: Transaction,
  tenantId: string,
  connectionId: string,
): Promise<Connection | null> => {
  const rows = await tx.query<ConnectionRow>(
    `SELECT ${CONNECTION_COLUMNS} FROM connection WHERE tenant_id = $1 AND connection_id = $2 FOR UPDATE`,
    [tenantId, connectionId],
  );
  return rows[0] === undefined ? null : toConnection(rows[0]);
};

export const storeSettings = async (
  tx: Transaction,
  connection: Connection,
  settings: StoredSettings,
  lastSlotAt: Date,
): Promise<void> => {
  await tx.query(
    `UPDATE connection SET settings = $3, last_slot_at = greatest(last_slot_at, $4)
     WHERE tenant_id = $1 AND connection_id = $2`,
    [connection.tenantId, connection.connectionId, JSON.stringify(settings), lastSlotAt],
  );
};

export const connectionsThatSync = async (reader: Reader): Promise<Connection[]> => {
  const rows = await reader.query<ConnectionRow>(
    `SELECT ${CONNECTION_COLUMNS} FROM connection
     WHERE state = 'active' AND (settings->>'enabled')::boolean AND NOT is_suspended(tenant_id)
     ORDER BY last_slot_at`,
  );
  return rows.map(toConnection);
};

/** True for the one replica that sees to the slot. */
export const takeSlot = async (tx: Transaction, connection: Connection, slot: Date): Promise<boolean> => {
  const rows = await tx.query(
    `UPDATE connection SET last_slot_at = $3
     WHERE tenant_id = $1 AND connection_id = $2 AND last_slot_at < $3
       AND state = 'active' AND (settings->>'enabled')::boolean AND NOT is_suspended(tenant_id)
     RETURNING 1`,
    [connection.tenantId, connection.connectionId, slot],
  );
  return rows.length === 1;
};
