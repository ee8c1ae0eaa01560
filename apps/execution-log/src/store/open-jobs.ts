import type { Fact, jobStarted } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import { storableText } from './storable-text';

/** What a job says of itself at its start; counts and outcomes that came before it stay. */
export const openJobs = async (tx: Transaction, facts: readonly Fact<typeof jobStarted>[]): Promise<void> => {
  const rows = facts.map(({ tenantId, data }) => ({
    tenant_id: tenantId,
    job_id: data.jobId,
    connection_id: data.connectionId,
    connection_name: storableText(data.connectionName),
    trigger: data.trigger,
    window_from: data.from,
    window_to: data.to,
    started_at: data.startedAt,
  }));
  await tx.query(
    `INSERT INTO jobs (tenant_id, job_id, connection_id, connection_name, trigger, window_from, window_to, job_date, started_at)
     SELECT tenant_id, job_id, connection_id, connection_name, trigger, window_from, window_to, started_at, started_at
       FROM json_to_recordset($1) AS started
            (tenant_id text, job_id uuid, connection_id uuid, connection_name text, trigger text,
             window_from timestamptz, window_to timestamptz, started_at timestamptz)
      ORDER BY tenant_id, job_id
         ON CONFLICT (tenant_id, job_id) DO UPDATE
        SET connection_id = excluded.connection_id, connection_name = excluded.connection_name,
            trigger = excluded.trigger, window_from = excluded.window_from, window_to = excluded.window_to,
            job_date = excluded.job_date, started_at = excluded.started_at`,
    [JSON.stringify(rows)],
  );
};

/** S28. Of two retries of one call the later one is the link; they may be told in any order. */
export const markRetried = async (tx: Transaction, facts: readonly Fact<typeof jobStarted>[]): Promise<void> => {
  const rows = facts.flatMap(({ tenantId, data }) =>
    data.retries.map(({ callId, jobId }) => ({
      tenant_id: tenantId,
      job_id: jobId,
      call_id: callId,
      retried_by: data.jobId,
      retried_at: data.startedAt,
    })),
  );
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO retried_calls AS known
     SELECT DISTINCT ON (tenant_id, job_id, call_id) *
       FROM json_to_recordset($1) AS retried
            (tenant_id text, job_id uuid, call_id text, retried_by uuid, retried_at timestamptz)
      ORDER BY tenant_id, job_id, call_id, retried_at DESC
         ON CONFLICT (tenant_id, job_id, call_id) DO UPDATE
        SET retried_by = excluded.retried_by, retried_at = excluded.retried_at
      WHERE known.retried_at < excluded.retried_at`,
    [JSON.stringify(rows)],
  );
};
