import type { Transaction } from '@gong-timeline/persistence';
import type { ConnectionKey } from './connection.store';

export interface SealedGrant extends ConnectionKey {
  readonly keyId: string;
  readonly sealedAccessToken: Buffer;
  readonly sealedRefreshToken: Buffer;
}

interface Row {
  readonly tenant_id: string;
  readonly connection_id: string;
  readonly key_id: string;
  readonly sealed_access_token: Buffer;
  readonly sealed_refresh_token: Buffer;
}

const FIRST: ConnectionKey = { tenantId: '', connectionId: '00000000-0000-0000-0000-000000000000' };

/**
 * Of all tenants: the next grants that another key than this one seals, locked until the transaction ends. Those that a
 * refresh or a consent is storing just now are left out: it seals them itself.
 */
export async function lockGrantsOfOtherKeys(
  tx: Transaction,
  keyId: string,
  after: ConnectionKey | null,
  limit: number,
): Promise<readonly SealedGrant[]> {
  const { tenantId, connectionId } = after ?? FIRST;
  const rows = await tx.query<Row>(
    `SELECT tenant_id, connection_id, key_id, sealed_access_token, sealed_refresh_token FROM grants
     WHERE key_id <> $1 AND (tenant_id, connection_id) > ($2, $3)
     ORDER BY tenant_id, connection_id LIMIT $4 FOR UPDATE SKIP LOCKED`,
    [keyId, tenantId, connectionId, limit],
  );
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    connectionId: row.connection_id,
    keyId: row.key_id,
    sealedAccessToken: row.sealed_access_token,
    sealedRefreshToken: row.sealed_refresh_token,
  }));
}

/** The pair stays the same one: its generation too, so that a refresh that is under way stores what comes of it. */
export async function saveResealed(tx: Transaction, grants: readonly SealedGrant[]): Promise<void> {
  const said = grants.map((grant) => ({
    tenantId: grant.tenantId,
    connectionId: grant.connectionId,
    keyId: grant.keyId,
    access: grant.sealedAccessToken.toString('hex'),
    refresh: grant.sealedRefreshToken.toString('hex'),
  }));
  await tx.query(
    `UPDATE grants SET key_id = r."keyId", sealed_access_token = decode(r.access, 'hex'),
            sealed_refresh_token = decode(r.refresh, 'hex')
     FROM jsonb_to_recordset($1)
          AS r("tenantId" text, "connectionId" uuid, "keyId" text, access text, refresh text)
     WHERE grants.tenant_id = r."tenantId" AND grants.connection_id = r."connectionId"`,
    [JSON.stringify(said)],
  );
}
