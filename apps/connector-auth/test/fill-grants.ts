import { randomUUID } from 'node:crypto';
import type { Database } from '@gong-timeline/persistence';
import { sealPair } from '../src/sealing/seal-pair';
import type { TokenKeys } from '../src/sealing/token-keys';
import type { ConnectionKey } from '../src/store/connection.store';
import { DAY_MS } from './replica';

const AT_A_TIME = 2_000;

/** As long as Gong's own. */
export const tokenOf = (key: ConnectionKey): string => `at_${key.connectionId}_${'x'.repeat(400)}`;

/** Active connections with made-up tokens, a hundred for each tenant, sealed with the key that seals. */
export async function fillGrants(database: Database, keys: TokenKeys, count: number): Promise<ConnectionKey[]> {
  const all = Array.from({ length: count }, (_, index) => ({
    tenantId: `tenant-${Math.floor(index / 100)}`,
    connectionId: randomUUID(),
  }));
  for (let from = 0; from < count; from += AT_A_TIME) await fill(database, keys, all.slice(from, from + AT_A_TIME));
  return all;
}

async function fill(database: Database, keys: TokenKeys, some: readonly ConnectionKey[]): Promise<void> {
  const now = new Date();
  const rows = some.map((key) => {
    const pair = { accessToken: tokenOf(key), refreshToken: tokenOf(key), lifeMs: DAY_MS };
    const { sealedAccessToken, sealedRefreshToken, ...rest } = sealPair(keys, key, pair, now);
    return { ...key, ...rest, access: sealedAccessToken.toString('hex'), refresh: sealedRefreshToken.toString('hex') };
  });
  await database.acrossTenants().transaction(async (tx) => {
    await tx.query(
      `INSERT INTO connections (tenant_id, connection_id, connector, name, state, api_base_url, created_at, created_by,
              authorized_at)
       SELECT "tenantId", "connectionId", 'gong', "connectionId", 'active', 'https://us-1.api.gong.io', now(), 'ana', now()
       FROM jsonb_to_recordset($1) AS r("tenantId" text, "connectionId" uuid)`,
      [JSON.stringify(some)],
    );
    await tx.query(
      `INSERT INTO grants (tenant_id, connection_id, generation, key_id, sealed_access_token, sealed_refresh_token,
              access_fingerprint, obtained_at, expires_at)
       SELECT "tenantId", "connectionId", 1, "keyId", decode(access, 'hex'), decode(refresh, 'hex'),
              "accessFingerprint", "obtainedAt", "expiresAt"
       FROM jsonb_to_recordset($1) AS r("tenantId" text, "connectionId" uuid, "keyId" text, access text, refresh text,
              "accessFingerprint" text, "obtainedAt" timestamptz, "expiresAt" timestamptz)`,
      [JSON.stringify(rows)],
    );
  });
}
