import type { Transaction } from '@gong-timeline/persistence';

export interface ConnectionKey {
  readonly tenantId: string;
  readonly connectionId: string;
}

const columnsOf = (connections: readonly ConnectionKey[]): string[][] => [
  connections.map(({ tenantId }) => tenantId),
  connections.map(({ connectionId }) => connectionId),
];

/** One that was deleted stays so, whatever comes late. */
export const rememberConnections = async (tx: Transaction, connections: readonly ConnectionKey[]): Promise<void> => {
  await tx.query(
    `INSERT INTO gong_connections (tenant_id, connection_id, revoked)
     SELECT *, false FROM unnest($1::text[], $2::uuid[]) ORDER BY 1, 2
         ON CONFLICT (tenant_id, connection_id) DO NOTHING`,
    columnsOf(connections),
  );
};

/** S4. Takes the connections' Gong users and their mappings with it. */
export const revokeConnections = async (tx: Transaction, connections: readonly ConnectionKey[]): Promise<void> => {
  await tx.query(
    `INSERT INTO gong_connections (tenant_id, connection_id, revoked)
     SELECT *, true FROM unnest($1::text[], $2::uuid[]) ORDER BY 1, 2
         ON CONFLICT (tenant_id, connection_id) DO UPDATE SET revoked = true`,
    columnsOf(connections),
  );
  for (const table of ['gong_users', 'gong_user_mappings']) {
    await tx.query(
      `DELETE FROM ${table} USING unnest($1::text[], $2::uuid[]) AS revoked (tenant_id, connection_id)
        WHERE ${table}.tenant_id = revoked.tenant_id AND ${table}.connection_id = revoked.connection_id`,
      columnsOf(connections),
    );
  }
};

/** Connection ids of those that were deleted. */
export const revokedAmong = async (
  tx: Transaction,
  connections: readonly ConnectionKey[],
): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ connection_id: string }>(
    `SELECT connection_id FROM gong_connections
      WHERE revoked AND (tenant_id, connection_id) IN (SELECT * FROM unnest($1::text[], $2::uuid[]))`,
    columnsOf(connections),
  );
  return new Set(rows.map((row) => row.connection_id));
};

/** False for one that was deleted, and for another tenant's. */
export const isConnected = async (
  reader: Pick<Transaction, 'query'>,
  { tenantId, connectionId }: ConnectionKey,
): Promise<boolean> => {
  const rows = await reader.query(
    'SELECT FROM gong_connections WHERE tenant_id = $1 AND connection_id = $2 AND NOT revoked',
    [tenantId, connectionId],
  );
  return rows.length > 0;
};
