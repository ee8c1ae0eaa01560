import type { Reader } from '@gong-timeline/persistence';
import type { ConnectionState } from './connection.table';

export interface CallToLookAt {
  readonly connectionId: string;
  readonly connectionState: ConnectionState;
  /** Private or gone when it was last read. */
  readonly withheld: boolean;
  /** The newest job that read it. */
  readonly lastJobId: string;
}

/**
 * The call, and the connection that leads to it: the one that read it last, or, when that one cannot be used any more,
 * another of the tenant to the same Gong company.
 */
export const callToLookAt = async (reader: Reader, tenantId: string, callId: string): Promise<CallToLookAt | null> => {
  const [row] = await reader.query<{
    connection_id: string;
    state: ConnectionState;
    withheld: boolean;
    last_job_id: string;
  }>(
    `SELECT usable.connection_id, usable.state, call.withheld, call.last_job_id
     FROM call_state AS call
     JOIN connection AS reader ON reader.tenant_id = call.tenant_id AND reader.connection_id = call.connection_id
     JOIN connection AS usable ON usable.tenant_id = reader.tenant_id
       AND (usable.connection_id = reader.connection_id OR usable.api_base = reader.api_base)
     WHERE call.tenant_id = $1 AND call.call_id = $2
     ORDER BY usable.state = 'active' DESC, usable.connection_id = reader.connection_id DESC, usable.connected_at DESC
     LIMIT 1`,
    [tenantId, callId],
  );
  if (row === undefined) return null;
  return {
    connectionId: row.connection_id,
    connectionState: row.state,
    withheld: row.withheld,
    lastJobId: row.last_job_id,
  };
};
