import { keyOf } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';

export interface SeenCall {
  readonly tenantId: string;
  readonly callId: string;
  readonly revision: number;
}

/**
 * Remembers the newest revision of each call and locks its row until the transaction ends, so that the facts told of one
 * call keep their order. Gives the revision known before, by `<tenantId>/<callId>`, of the calls that are not newer.
 */
export const seeCalls = async (tx: Transaction, calls: readonly SeenCall[]): Promise<ReadonlyMap<string, number>> => {
  const keys = [calls.map(({ tenantId }) => tenantId), calls.map(({ callId }) => callId)];
  const newer = await tx.query<Row>(
    `INSERT INTO call_states AS known (tenant_id, call_id, revision)
     SELECT * FROM unnest($1::text[], $2::text[], $3::integer[]) AS new (tenant_id, call_id, revision) ORDER BY 1, 2
         ON CONFLICT (tenant_id, call_id) DO UPDATE SET revision = excluded.revision
      WHERE known.revision < excluded.revision
  RETURNING tenant_id, call_id, revision`,
    [...keys, calls.map(({ revision }) => revision)],
  );
  if (newer.length === calls.length) return new Map();
  const fresh = new Set(newer.map(callKey));
  const known = await tx.query<Row>(
    `SELECT tenant_id, call_id, revision FROM call_states
      WHERE (tenant_id, call_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    keys,
  );
  return new Map(known.filter((row) => !fresh.has(callKey(row))).map((row) => [callKey(row), row.revision]));
};

interface Row {
  readonly tenant_id: string;
  readonly call_id: string;
  readonly revision: number;
}

const callKey = (row: Row): string => keyOf(row.tenant_id, row.call_id);
