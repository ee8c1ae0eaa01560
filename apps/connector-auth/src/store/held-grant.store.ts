import type { Reader } from '@gong-timeline/persistence';
import type { State } from '../connecting/connection-state';
import type { ConnectionKey } from './connection.store';

/** A connection with the pair that is stored for it now. */
export interface HeldGrant extends ConnectionKey {
  readonly name: string;
  readonly state: State;
  readonly apiBaseUrl: string;
  readonly generation: number;
  readonly keyId: string;
  readonly sealedAccessToken: Buffer;
  readonly accessFingerprint: string;
  readonly obtainedAt: Date;
  readonly expiresAt: Date;
  /** After a refresh that Gong did not answer: not asked again yet. By the clock of the database. */
  readonly isPaused: boolean;
  readonly lastFailure: string | null;
}

export type Holding = HeldGrant | { readonly name: string; readonly state: State; readonly generation: null };

interface Row {
  readonly name: string;
  readonly state: State;
  readonly api_base_url: string;
  readonly generation: number | null;
  readonly key_id: string;
  readonly sealed_access_token: Buffer;
  readonly access_fingerprint: string;
  readonly obtained_at: Date;
  readonly expires_at: Date;
  readonly is_paused: boolean;
  readonly last_failure: string | null;
}

export async function readHolding(reader: Reader, key: ConnectionKey): Promise<Holding | null> {
  const [row] = await reader.query<Row>(
    `SELECT name, state, api_base_url, generation, key_id, sealed_access_token, access_fingerprint,
            obtained_at, expires_at, coalesce(paused_until > now(), false) AS is_paused, last_failure
     FROM connections LEFT JOIN grants USING (tenant_id, connection_id)
     WHERE connections.tenant_id = $1 AND connections.connection_id = $2`,
    [key.tenantId, key.connectionId],
  );
  if (row === undefined) return null;
  if (row.generation === null) return { name: row.name, state: row.state, generation: null };
  return {
    tenantId: key.tenantId,
    connectionId: key.connectionId,
    name: row.name,
    state: row.state,
    apiBaseUrl: row.api_base_url,
    generation: row.generation,
    keyId: row.key_id,
    sealedAccessToken: row.sealed_access_token,
    accessFingerprint: row.access_fingerprint,
    obtainedAt: row.obtained_at,
    expiresAt: row.expires_at,
    isPaused: row.is_paused,
    lastFailure: row.last_failure,
  };
}
