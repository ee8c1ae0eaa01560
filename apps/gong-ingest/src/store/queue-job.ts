import type { Trigger } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import type { Connection } from './connection.table';

export interface ActiveJob {
  readonly jobId: string;
  readonly state: 'queued' | 'running';
}

/**
 * Queues a job. Null when one of its kind (a retry, or a run over the window) already waits for the connection, or when
 * the slot had its job.
 */
export const queueJob = async (
  tx: Transaction,
  connection: Connection,
  job: { readonly jobId: string; readonly trigger: Trigger; readonly slotAt: Date | null },
): Promise<string | null> => {
  const rows = await tx.query<{ job_id: string }>(
    `INSERT INTO job (tenant_id, job_id, connection_id, connection_name, api_base, trigger, state, slot_at, created_at, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, $8)
     ON CONFLICT DO NOTHING
     RETURNING job_id`,
    [
      connection.tenantId,
      job.jobId,
      connection.connectionId,
      connection.name,
      connection.apiBase,
      job.trigger,
      job.slotAt,
      tx.now,
    ],
  );
  return rows[0]?.job_id ?? null;
};

/** Runs over the window that wait or run and are not about to be stopped, the running one first. Retries are not among them. */
export const activeRuns = async (tx: Transaction, connection: Connection): Promise<ActiveJob[]> => {
  const rows = await tx.query<{ job_id: string; state: 'queued' | 'running' }>(
    `SELECT job_id, state FROM job
     WHERE tenant_id = $1 AND connection_id = $2 AND state <> 'ended' AND trigger <> 'retry' AND stop_ending IS NULL
     ORDER BY state DESC`,
    [connection.tenantId, connection.connectionId],
  );
  return rows.map((row) => ({ jobId: row.job_id, state: row.state }));
};

/** When the newest run that read to its end began; null before the first (S10). */
export const lastReadStartedAt = async (
  tx: Transaction,
  tenantId: string,
  connectionId: string,
): Promise<Date | null> => {
  const rows = await tx.query<{ started_at: Date }>(
    `SELECT started_at FROM job
     WHERE tenant_id = $1 AND connection_id = $2 AND ending = 'read-to-end' AND trigger <> 'retry'
     ORDER BY started_at DESC LIMIT 1`,
    [tenantId, connectionId],
  );
  return rows[0]?.started_at ?? null;
};
