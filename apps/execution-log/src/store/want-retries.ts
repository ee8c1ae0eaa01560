import type { OutcomeCode } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';

interface Asked {
  readonly tenantId: string;
  readonly jobId: string;
  readonly correlationId: string;
}

export interface WantedNow {
  readonly wanted: number;
  readonly alreadyWanted: number;
}

/** After this long without its retry having begun, what was asked for may be asked for anew. */
const ASK_AGAIN_AFTER = `interval '1 hour'`;

/** In the database alone: a job of hundreds of thousands of calls costs this process nothing. */
const want = async (
  tx: Transaction,
  { tenantId, jobId, correlationId }: Asked,
  which: string,
  parameter: unknown,
): Promise<WantedNow> => {
  const [counts] = await tx.query<{ wanted: number; matching: number }>(
    `WITH matching AS (
       SELECT tenant_id, job_id, call_id FROM outcomes LEFT JOIN retried_calls USING (tenant_id, job_id, call_id)
        WHERE tenant_id = $1 AND job_id = $2 AND ${which}
     ), wanted AS (
       INSERT INTO wanted_retries AS known (tenant_id, job_id, call_id, correlation_id, wanted_at)
       SELECT tenant_id, job_id, call_id, $3, $4::timestamptz FROM matching ORDER BY call_id
           ON CONFLICT (tenant_id, job_id, call_id) DO UPDATE
          SET correlation_id = excluded.correlation_id, wanted_at = excluded.wanted_at, told_at = NULL
        WHERE known.told_at < $4::timestamptz - ${ASK_AGAIN_AFTER}
       RETURNING 1
     )
     SELECT (SELECT count(*)::int FROM wanted) AS wanted, (SELECT count(*)::int FROM matching) AS matching`,
    [tenantId, jobId, correlationId, tx.now, parameter],
  );
  const { wanted = 0, matching = 0 } = counts ?? {};
  return { wanted, alreadyWanted: matching - wanted };
};

/** These calls of the job, whatever became of them. */
export const wantCalls = (tx: Transaction, asked: Asked, callIds: readonly string[]): Promise<WantedNow> =>
  want(tx, asked, 'call_id = ANY ($5::text[])', callIds);

/** The calls of the job with one of these outcomes which no retry has read again yet. */
export const wantAll = (tx: Transaction, asked: Asked, codes: readonly OutcomeCode[]): Promise<WantedNow> =>
  want(tx, asked, 'code = ANY ($5::text[]) AND retried_by IS NULL', codes);

/** Those of the calls that have an outcome in the job. */
export const loggedCalls = async (
  tx: Transaction,
  { tenantId, jobId }: Omit<Asked, 'correlationId'>,
  callIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ call_id: string }>(
    'SELECT call_id FROM outcomes WHERE tenant_id = $1 AND job_id = $2 AND call_id = ANY ($3::text[])',
    [tenantId, jobId, callIds],
  );
  return new Set(rows.map((row) => row.call_id));
};
