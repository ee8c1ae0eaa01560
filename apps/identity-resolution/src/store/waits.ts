import type { OutcomeCode } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import { ofTenant } from './columns';

export interface CallKey {
  readonly tenantId: string;
  readonly callId: string;
}

/** A call that waits: ids and reasons only, nothing that Gong said of it (S28). */
export interface Wait extends CallKey {
  readonly connectionId: string;
  readonly jobId: string;
  readonly code: OutcomeCode;
  readonly waitsFor: readonly string[];
}

/** What these calls waited for no longer counts: they were decided again, or are withheld or gone. */
export const forgetWaits = async (tx: Transaction, calls: readonly CallKey[]): Promise<void> => {
  await tx.query(
    `WITH ended AS (
       DELETE FROM waits USING unnest($1::text[], $2::text[]) AS call (tenant_id, call_id)
        WHERE waits.tenant_id = call.tenant_id AND waits.call_id = call.call_id
    RETURNING waits.tenant_id, waits.call_id
     )
     DELETE FROM wait_keys USING ended
      WHERE wait_keys.tenant_id = ended.tenant_id AND wait_keys.call_id = ended.call_id`,
    [calls.map(({ tenantId }) => tenantId), calls.map(({ callId }) => callId)],
  );
};

/** A connection that was deleted reads no call again, whatever comes. */
export const forgetWaitsOfConnections = async (
  tx: Transaction,
  connections: readonly { readonly tenantId: string; readonly connectionId: string }[],
): Promise<void> => {
  await tx.query(
    `WITH ended AS (
       DELETE FROM waits USING unnest($1::text[], $2::uuid[]) AS revoked (tenant_id, connection_id)
        WHERE waits.tenant_id = revoked.tenant_id AND waits.connection_id = revoked.connection_id
    RETURNING waits.tenant_id, waits.call_id
     )
     DELETE FROM wait_keys USING ended
      WHERE wait_keys.tenant_id = ended.tenant_id AND wait_keys.call_id = ended.call_id`,
    [connections.map(({ tenantId }) => tenantId), connections.map(({ connectionId }) => connectionId)],
  );
};

/** Comes after `forgetWaits` of the same calls. */
export const keepWaits = async (tx: Transaction, waits: readonly Wait[]): Promise<void> => {
  if (waits.length === 0) return;
  await tx.query(
    `INSERT INTO waits (tenant_id, call_id, connection_id, job_id, code, since)
     SELECT *, $6::timestamptz FROM unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::text[])`,
    [
      waits.map(({ tenantId }) => tenantId),
      waits.map(({ callId }) => callId),
      waits.map(({ connectionId }) => connectionId),
      waits.map(({ jobId }) => jobId),
      waits.map(({ code }) => code),
      tx.now,
    ],
  );
  const keys = waits.flatMap(({ tenantId, callId, waitsFor }) => waitsFor.map((key) => [tenantId, key, callId]));
  await tx.query(
    'INSERT INTO wait_keys (tenant_id, key, call_id) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])',
    [keys.map(([tenantId]) => tenantId), keys.map(([, key]) => key), keys.map(([, , callId]) => callId)],
  );
};

export interface EndedWait {
  readonly callId: string;
  readonly connectionId: string;
  readonly jobId: string;
}

/**
 * The calls of a tenant that wait for any of these. They wait no longer: each is asked for once. Those that the job
 * `exceptOfJob` read are left waiting.
 */
export const endWaitsFor = async (
  tx: Transaction,
  tenantId: string,
  keys: readonly string[],
  exceptOfJob: string | null = null,
): Promise<EndedWait[]> => {
  if (keys.length === 0) return [];
  const rows = await tx.query<{ call_id: string; connection_id: string; job_id: string }>(
    `WITH hit AS (
       SELECT DISTINCT tenant_id, call_id
         FROM unnest($1::text[], $2::text[]) AS changed (tenant_id, key)
         JOIN wait_keys USING (tenant_id, key)
     ), ended AS (
       DELETE FROM waits USING hit
        WHERE waits.tenant_id = hit.tenant_id AND waits.call_id = hit.call_id
          AND ($3::uuid IS NULL OR waits.job_id <> $3)
    RETURNING waits.tenant_id, waits.call_id, waits.connection_id, waits.job_id
     ), keys AS (
       DELETE FROM wait_keys USING ended
        WHERE wait_keys.tenant_id = ended.tenant_id AND wait_keys.call_id = ended.call_id
     )
     SELECT call_id, connection_id, job_id FROM ended ORDER BY call_id`,
    [...ofTenant(tenantId, keys), exceptOfJob],
  );
  return rows.map((row) => ({ callId: row.call_id, connectionId: row.connection_id, jobId: row.job_id }));
};
