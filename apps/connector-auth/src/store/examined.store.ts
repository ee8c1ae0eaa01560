import type { Reader } from '@gong-timeline/persistence';
import type { State } from '../connecting/connection-state';

export interface SealedSample {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly keyId: string;
  readonly sealed: Buffer;
  /** Grants under this key. */
  readonly grants: number;
}

/** One sealed access token of each key in use. */
export async function sampleSealed(reader: Reader): Promise<SealedSample[]> {
  const rows = await reader.query<{
    tenant_id: string;
    connection_id: string;
    key_id: string;
    sealed_access_token: Buffer;
    grants: number;
  }>(
    `SELECT DISTINCT ON (key_id) tenant_id, connection_id, key_id, sealed_access_token,
            count(*) OVER (PARTITION BY key_id)::int AS grants
     FROM grants ORDER BY key_id, obtained_at DESC`,
  );
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    connectionId: row.connection_id,
    keyId: row.key_id,
    sealed: row.sealed_access_token,
    grants: row.grants,
  }));
}

export interface ExaminedConnection {
  readonly tenantId: string;
  readonly name: string;
  readonly state: State;
  readonly scopes: readonly string[];
}

/** Of every tenant, those that Gong has ever been authorised for. */
export const readConnections = (reader: Reader): Promise<ExaminedConnection[]> =>
  reader.query<ExaminedConnection>(
    `SELECT tenant_id AS "tenantId", name, state, scopes FROM connections
     WHERE state IN ('active', 'needs-reauthorization') ORDER BY tenant_id, lower(name)`,
  );
