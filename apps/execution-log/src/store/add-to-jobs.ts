import type { Transaction } from '@gong-timeline/persistence';
import type { Tally } from '../job/tally-of';
import { PROGRESS, type ProgressRow } from './job-progress';

/**
 * Adds a batch to its jobs and gives where they stand now. Two batches of one job queue at its row until the first has
 * committed, so the last of them sees every outcome: that is what closes the job. Call it late in the transaction.
 */
export const addToJobs = async (tx: Transaction, tallies: readonly Tally[]): Promise<ProgressRow[]> => {
  if (tallies.length === 0) return [];
  return tx.query<ProgressRow>(
    `INSERT INTO jobs AS known (tenant_id, job_id, connection_id, job_date, outcomes, by_code, last_outcome_at)
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::integer[], $6::jsonb[], $7::timestamptz[])
         ON CONFLICT (tenant_id, job_id) DO UPDATE
        SET outcomes = known.outcomes + excluded.outcomes,
            by_code = add_counts(known.by_code, excluded.by_code),
            last_outcome_at = greatest(known.last_outcome_at, excluded.last_outcome_at)
     RETURNING ${PROGRESS}`,
    [
      tallies.map(({ tenantId }) => tenantId),
      tallies.map(({ jobId }) => jobId),
      tallies.map(({ connectionId }) => connectionId),
      tallies.map(({ firstAt }) => firstAt),
      tallies.map(({ outcomes }) => outcomes),
      tallies.map(({ byCode }) => JSON.stringify(byCode)),
      tallies.map(({ lastAt }) => lastAt),
    ],
  );
};
