import type { Grant } from '@gong-timeline/contracts';
import type { Reader } from '@gong-timeline/persistence';
import type { State } from '../connecting/connection-state';

interface Row {
  readonly connection_id: string;
  readonly name: string;
  readonly state: State;
  readonly api_base_url: string | null;
  readonly scopes: string[];
  readonly authorized_at: Date | null;
  readonly authorized_by: string | null;
  readonly obtained_at: Date;
  readonly last_lent_at: Date | null;
  readonly expires_at: Date;
}

/** What of the grants is for people. No sealed token is read. */
export async function readGrants(reader: Reader, tenantId: string): Promise<Grant[]> {
  const rows = await reader.query<Row>(
    `SELECT connection_id, name, state, api_base_url, scopes, authorized_at, authorized_by, obtained_at,
            last_lent_at, expires_at
     FROM grants JOIN connections USING (tenant_id, connection_id)
     WHERE grants.tenant_id = $1 ORDER BY lower(name), connection_id`,
    [tenantId],
  );
  return rows.map((row) => ({
    connectionId: row.connection_id,
    name: row.name,
    state: row.state,
    apiBaseUrl: row.api_base_url,
    scopes: row.scopes,
    grantedAt: row.authorized_at?.toISOString() ?? null,
    grantedBy: row.authorized_by,
    refreshedAt: isRefreshed(row) ? row.obtained_at.toISOString() : null,
    lentAt: row.last_lent_at?.toISOString() ?? null,
    expiresAt: row.expires_at.toISOString(),
  }));
}

/** The first pair is obtained with the consent itself. */
const isRefreshed = ({ obtained_at: obtained, authorized_at: authorized }: Row): boolean =>
  authorized !== null && obtained.getTime() > authorized.getTime();
