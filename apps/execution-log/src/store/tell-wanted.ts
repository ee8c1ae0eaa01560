import type { JobStartedData } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';

export interface UntoldRetry {
  readonly tenant_id: string;
  readonly job_id: string;
  readonly call_id: string;
  readonly connection_id: string;
  readonly correlation_id: string;
}

/** Takes the oldest that gong-ingest was not told of yet; replicas share the work and never wait for each other. */
export const takeUntold = (tx: Transaction, limit: number): Promise<UntoldRetry[]> =>
  tx.query<UntoldRetry>(
    // By their place, not joined by their key: of a table that has just grown, the planner expects one row, and would
    // compare each with each.
    `UPDATE wanted_retries AS wanted SET told_at = $1
       FROM jobs
      WHERE wanted.ctid = ANY (ARRAY(
              SELECT ctid FROM wanted_retries WHERE told_at IS NULL ORDER BY wanted_at LIMIT $2 FOR UPDATE SKIP LOCKED))
        AND jobs.tenant_id = wanted.tenant_id AND jobs.job_id = wanted.job_id
     RETURNING wanted.tenant_id, wanted.job_id, wanted.call_id, jobs.connection_id, wanted.correlation_id`,
    [tx.now, limit],
  );

/** The retry that reads them has begun: they may be asked for anew. */
export const forgetWanted = async (
  tx: Transaction,
  retries: readonly (JobStartedData['retries'][number] & { readonly tenantId: string })[],
): Promise<void> => {
  if (retries.length === 0) return;
  await tx.query(
    `DELETE FROM wanted_retries AS wanted
      USING unnest($1::text[], $2::uuid[], $3::text[]) AS begun (tenant_id, job_id, call_id)
      WHERE wanted.tenant_id = begun.tenant_id AND wanted.job_id = begun.job_id AND wanted.call_id = begun.call_id`,
    [retries.map(({ tenantId }) => tenantId), retries.map(({ jobId }) => jobId), retries.map(({ callId }) => callId)],
  );
};
