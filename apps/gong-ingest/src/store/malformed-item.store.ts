import type { Transaction } from '@gong-timeline/persistence';

export interface MalformedItemRow {
  readonly itemId: string;
  readonly callId: string | null;
  readonly problem: string;
}

/** Long enough to be looked into; a run records an item again each time it reads it. */
const KEPT_DAYS = 30;

/** Kept for people to look at: which field of which call is not as Gong documents it. No content. */
export const keepMalformedItems = async (
  tx: Transaction,
  job: { readonly tenantId: string; readonly jobId: string },
  items: readonly MalformedItemRow[],
): Promise<void> => {
  if (items.length === 0) return;
  await tx.query(
    `DELETE FROM malformed_item WHERE tenant_id = $1 AND seen_at < $2::timestamptz - $3 * interval '1 day'`,
    [job.tenantId, tx.now, KEPT_DAYS],
  );
  await tx.query(
    `INSERT INTO malformed_item (tenant_id, job_id, seen_at, item_id, call_id, problem)
     SELECT $1, $2, $3, item.* FROM unnest($4::uuid[], $5::text[], $6::text[]) AS item`,
    [
      job.tenantId,
      job.jobId,
      tx.now,
      items.map((item) => item.itemId),
      items.map((item) => item.callId),
      items.map((item) => item.problem),
    ],
  );
};
