import type { Connection } from '@gong-timeline/contracts';
import type { CrmSystem } from '@gong-timeline/domain';
import type { State } from '../connecting/connection-state';
import { crmNotices } from '../notices/crm-notices';

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
  readonly crms_seen: CrmSystem[];
  readonly directory_crm: CrmSystem | null;
  readonly directory_known: boolean;
}

/** S5: a CRM that no call has named for so long is not there any more. Days. */
const CRM_FORGOTTEN_AFTER = 30;

export const CONNECTION_COLUMNS = `
  connection_id, connector, name, state, state_reason, api_base_url, scopes, created_at, authorized_at,
  ARRAY (SELECT seen.system FROM seen_crms AS seen
         WHERE seen.tenant_id = connections.tenant_id AND seen.connection_id = connections.connection_id
           AND seen.seen_at > now() - interval '${CRM_FORGOTTEN_AFTER} days'
         ORDER BY seen.system) AS crms_seen,
  (SELECT said.system FROM directory_crms AS said WHERE said.tenant_id = connections.tenant_id) AS directory_crm,
  EXISTS (SELECT FROM directory_crms AS said WHERE said.tenant_id = connections.tenant_id) AS directory_known`;

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
  notices: noticesOf(row),
});

/** Of a deleted connection nothing is to be done any more. */
const noticesOf = ({ state, crms_seen: seen, directory_crm, directory_known }: ConnectionRow): Connection['notices'] =>
  state === 'revoked' ? [] : crmNotices({ seen, directory: directory_known ? directory_crm : undefined });
