import type { Transaction } from '@gong-timeline/persistence';
import { REDACTED_MESSAGE } from './record-outcomes';

export interface PrivateCall {
  readonly tenantId: string;
  readonly callId: string;
  /** Content of this revision and older ones goes; a call that turned public again since then keeps the newer. */
  readonly revision: number;
}

/** S9: the log keeps that these calls were there and what became of them, in every job, and nothing else. */
export const redactOutcomes = async (tx: Transaction, calls: readonly PrivateCall[]): Promise<void> => {
  if (calls.length === 0) return;
  await tx.query(
    `UPDATE outcomes
        SET message = $4, title = NULL, started_at = NULL, owner_name = NULL, url = NULL, company_gsid = NULL,
            company_name = NULL, candidates = NULL, redacted = true
       FROM unnest($1::text[], $2::text[], $3::integer[]) AS private (tenant_id, call_id, revision)
      WHERE outcomes.tenant_id = private.tenant_id AND outcomes.call_id = private.call_id
        AND outcomes.revision <= private.revision AND NOT outcomes.redacted`,
    [
      calls.map(({ tenantId }) => tenantId),
      calls.map(({ callId }) => callId),
      calls.map(({ revision }) => revision),
      REDACTED_MESSAGE,
    ],
  );
};
