import { keyOf } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import type { CallKey } from './call-states';

export interface SeenCall extends CallKey {
  readonly activityId: string;
  readonly revision: number;
}

interface Row {
  tenant_id: string;
  call_id: string;
}

const columnsOf = (calls: readonly SeenCall[]) => [
  calls.map(({ tenantId }) => tenantId),
  calls.map(({ callId }) => callId),
  calls.map(({ activityId }) => activityId),
  calls.map(({ revision }) => revision),
];

const SEEN = `
  INSERT INTO activities AS known (tenant_id, source, call_id, activity_id, seen_revision, standing)
  SELECT tenant_id, 'GONG', call_id, activity_id, revision, 'never'
    FROM unnest($1::text[], $2::text[], $3::uuid[], $4::integer[]) AS new (tenant_id, call_id, activity_id, revision)
      ON CONFLICT (tenant_id, source, call_id) DO UPDATE SET seen_revision = excluded.seen_revision`;
const NEWER_ONLY = 'WHERE known.seen_revision < excluded.seen_revision RETURNING tenant_id, call_id';

const run = async (tx: Transaction, sql: string, calls: readonly SeenCall[]): Promise<ReadonlySet<string>> => {
  if (calls.length === 0) return new Set();
  const rows = await tx.query<Row>(sql, columnsOf(calls));
  return new Set(rows.map((row) => keyOf(row.tenant_id, row.call_id)));
};

/**
 * Remembers the revision and leaves the Activity as it is. Gives the `<tenantId>/<callId>` of those that were news, as
 * do all verbs here.
 */
export const seeCalls = (tx: Transaction, calls: readonly SeenCall[]): Promise<ReadonlySet<string>> =>
  run(tx, `${SEEN} ${NEWER_ONLY}`, calls);

/** S9: of the Activities nothing remains but the key and the fact. */
export const redactCalls = (tx: Transaction, calls: readonly SeenCall[]): Promise<ReadonlySet<string>> =>
  run(
    tx,
    `${SEEN}, standing = CASE known.standing WHEN 'never' THEN 'never' ELSE 'redacted' END,
            snapshot_hash = NULL, company_gsid = NULL, started_at = NULL, body = NULL,
            changed_in = CASE known.standing WHEN 'on-timeline' THEN pg_current_xact_id() ELSE known.changed_in END
     ${NEWER_ONLY}`,
    calls,
  );
