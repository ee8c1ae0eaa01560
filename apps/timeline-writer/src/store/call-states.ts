import { keyOf } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import type { CallState } from '../activity/decide-write';

export interface CallKey {
  readonly tenantId: string;
  readonly callId: string;
}

export const callKeyOf = (fact: {
  readonly tenantId: string;
  readonly data: { readonly callId: string };
}): CallKey => ({
  tenantId: fact.tenantId,
  callId: fact.data.callId,
});

interface Row {
  tenant_id: string;
  call_id: string;
  seen_revision: number;
  standing: CallState['standing'];
  snapshot_hash: string | null;
}

/** What the Timeline remembers of these calls, by `<tenantId>/<callId>`; locked until the transaction ends. */
export const lockCallStates = async (tx: Transaction, calls: readonly CallKey[]): Promise<Map<string, CallState>> => {
  const rows = await tx.query<Row>(
    `SELECT tenant_id, call_id, seen_revision, standing, snapshot_hash
       FROM activities
      WHERE source = 'GONG' AND (tenant_id, call_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))
      ORDER BY tenant_id, call_id
        FOR UPDATE`,
    [calls.map(({ tenantId }) => tenantId), calls.map(({ callId }) => callId)],
  );
  return new Map(
    rows.map((row) => [
      keyOf(row.tenant_id, row.call_id),
      { seenRevision: row.seen_revision, standing: row.standing, snapshotHash: row.snapshot_hash },
    ]),
  );
};
