import type { Reader, Transaction } from '@gong-timeline/persistence';
import { CONNECTION_COLUMNS, type Connection, type ConnectionRow, toConnection } from './connection.table';
import type { Job } from './job.table';

export interface WantedRetry {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly callId: string;
  /** The job whose outcome is to be retried. */
  readonly jobId: string;
  readonly dueAt: Date;
  /** An admin asked for it: it is read again whatever was read meanwhile, and goes through. */
  readonly byHand: boolean;
}

/**
 * Remembers what is to be read again. A call that waits already is due at the earlier time; one that a retry has taken
 * and not read yet stays with it, and needs no second one; that one does what was asked for by hand meanwhile.
 */
export const wantRetries = async (tx: Transaction, wanted: readonly WantedRetry[]): Promise<void> => {
  if (wanted.length === 0) return;
  await tx.query(
    `INSERT INTO retry_wanted AS known (tenant_id, connection_id, call_id, job_id, due_at, by_hand)
     SELECT r."tenantId", r."connectionId", r."callId", r."jobId", r."dueAt", r."byHand"
     FROM jsonb_to_recordset($1)
       AS r("tenantId" text, "connectionId" uuid, "callId" text, "jobId" uuid, "dueAt" timestamptz, "byHand" boolean)
     ORDER BY 1, 2, 3
     ON CONFLICT (tenant_id, connection_id, call_id) DO UPDATE
       SET job_id = CASE WHEN known.by_hand AND NOT excluded.by_hand THEN known.job_id ELSE excluded.job_id END,
           due_at = least(known.due_at, excluded.due_at), by_hand = known.by_hand OR excluded.by_hand`,
    [JSON.stringify(wanted)],
  );
};

/**
 * Calls that were told of and that no outcome came back of since `readBefore`: to be read again. Gives how many. Reads the
 * table whole: for once in a while.
 */
export const wantUnansweredCalls = async (tx: Transaction, readBefore: Date, limit: number): Promise<number> => {
  const rows = await tx.query(
    `INSERT INTO retry_wanted (tenant_id, connection_id, call_id, job_id, due_at, by_hand)
     SELECT tenant_id, connection_id, call_id, call.last_job_id, $1, false
     FROM call_state AS call JOIN connection USING (tenant_id, connection_id)
     WHERE call.applied_revision < call.revision AND call.read_at < $2 AND connection.state <> 'revoked'
       AND NOT EXISTS (SELECT FROM retry_wanted AS wanted WHERE (wanted.tenant_id, wanted.connection_id, wanted.call_id)
                       = (call.tenant_id, call.connection_id, call.call_id))
     ORDER BY tenant_id, connection_id, call_id LIMIT $3
     ON CONFLICT DO NOTHING RETURNING call_id`,
    [tx.now, readBefore, limit],
  );
  return rows.length;
};

/** Connections whose toggle is on and that have a retry due: others' retries are held (S7), and a suspended tenant's. */
export const connectionsToRetry = async (reader: Reader, now: Date): Promise<Connection[]> => {
  const columns = CONNECTION_COLUMNS.split(', ').map((column) => `connection.${column}`);
  const rows = await reader.query<ConnectionRow>(
    `SELECT ${columns.join(', ')} FROM connection
     WHERE state = 'active' AND (settings->>'enabled')::boolean AND NOT is_suspended(connection.tenant_id)
       AND EXISTS (
         SELECT FROM retry_wanted AS wanted
         WHERE wanted.tenant_id = connection.tenant_id AND wanted.connection_id = connection.connection_id
           AND wanted.retry_job_id IS NULL AND wanted.due_at <= $1)
       AND NOT EXISTS (
         SELECT FROM job WHERE job.tenant_id = connection.tenant_id AND job.connection_id = connection.connection_id
           AND job.state = 'queued' AND job.trigger = 'retry')`,
    [now],
  );
  return rows.map(toConnection);
};

/**
 * Takes what is due for a retry. What another job has read since is not taken: it has had its newer outcome there. What
 * an admin asked for is: that job may have left it alone.
 */
export const takeRetries = async (
  tx: Transaction,
  job: Job,
  limit: number,
): Promise<{ readonly callId: string; readonly jobId: string }[]> => {
  const of = [job.tenantId, job.connectionId];
  await tx.query(
    `DELETE FROM retry_wanted AS wanted USING call_state AS known
     WHERE wanted.tenant_id = $1 AND wanted.connection_id = $2 AND wanted.retry_job_id IS NULL AND wanted.due_at <= $3
       AND known.tenant_id = wanted.tenant_id AND known.call_id = wanted.call_id AND known.last_job_id <> wanted.job_id
       AND NOT wanted.by_hand`,
    [...of, tx.now],
  );
  const rows = await tx.query<{ call_id: string; job_id: string }>(
    // By their place, not joined by their key: of a table that has just grown, the planner expects one row, and would
    // compare each with each.
    `UPDATE retry_wanted SET retry_job_id = $3
     WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM retry_wanted
       WHERE tenant_id = $1 AND connection_id = $2 AND retry_job_id IS NULL AND due_at <= $4
       ORDER BY due_at, call_id LIMIT $5 FOR UPDATE))
     RETURNING call_id, job_id`,
    [...of, job.jobId, tx.now, limit],
  );
  return rows.map((row) => ({ callId: row.call_id, jobId: row.job_id }));
};

/** What a retry has still to read: its checkpoint. */
export const unreadRetries = async (reader: Reader, job: Job): Promise<string[]> => {
  const rows = await reader.query<{ call_id: string }>(
    `SELECT call_id FROM retry_wanted WHERE tenant_id = $1 AND retry_job_id = $2 ORDER BY call_id`,
    [job.tenantId, job.jobId],
  );
  return rows.map((row) => row.call_id);
};

/** Gives those among them that an admin asked for. */
export const retriesRead = async (
  tx: Transaction,
  job: Job,
  callIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ call_id: string; by_hand: boolean }>(
    `DELETE FROM retry_wanted
     WHERE tenant_id = $1 AND connection_id = $2 AND retry_job_id = $3 AND call_id = ANY($4)
     RETURNING call_id, by_hand`,
    [job.tenantId, job.connectionId, job.jobId, callIds],
  );
  return new Set(rows.filter((row) => row.by_hand).map((row) => row.call_id));
};

/** What a retry has taken and not read yet comes no sooner than this, once the retry has ended. */
export const postponeRetries = async (tx: Transaction, job: Job, until: Date): Promise<void> => {
  await tx.query('UPDATE retry_wanted SET due_at = greatest(due_at, $3) WHERE tenant_id = $1 AND retry_job_id = $2', [
    job.tenantId,
    job.jobId,
    until,
  ]);
};

/** A retry that ended before it had read them: they wait again. */
export const releaseRetries = async (tx: Transaction, job: Job, dueAt: Date): Promise<void> => {
  await tx.query(
    `UPDATE retry_wanted SET retry_job_id = NULL, due_at = greatest(due_at, $3)
     WHERE tenant_id = $1 AND retry_job_id = $2`,
    [job.tenantId, job.jobId, dueAt],
  );
};
