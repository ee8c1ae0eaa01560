import type { Transaction } from '@gong-timeline/persistence';
import type { KnownCall } from '../reading/decide-call';

/** What an outcome `unchanged` says of the Timeline. */
export interface OnTimeline {
  readonly activityId: string | null;
  readonly company: { readonly gsid: string; readonly name: string } | null;
}

interface Row {
  call_id: string;
  revision: number;
  attempt: number;
  captured_hash: string | null;
  timeline_hash: string | null;
  withheld: boolean;
  last_job_id: string;
  activity_id: string | null;
  company_gsid: string | null;
  company_name: string | null;
  resync_pending: boolean;
}

export const knownCalls = async (
  tx: Transaction,
  tenantId: string,
  callIds: readonly string[],
): Promise<ReadonlyMap<string, KnownCall & OnTimeline>> => {
  const rows = await tx.query<Row>(
    `SELECT call_id, revision, attempt, captured_hash, timeline_hash, withheld, last_job_id, activity_id,
       company_gsid, company_name, resync_revision IS NOT NULL AS resync_pending
     FROM call_state WHERE tenant_id = $1 AND call_id = ANY($2)`,
    [tenantId, callIds],
  );
  return new Map(
    rows.map((row) => [
      row.call_id,
      {
        revision: row.revision,
        attempt: row.attempt,
        capturedHash: row.captured_hash,
        timelineHash: row.timeline_hash,
        withheld: row.withheld,
        lastJobId: row.last_job_id,
        resyncPending: row.resync_pending,
        activityId: row.activity_id,
        company:
          row.company_gsid === null || row.company_name === null
            ? null
            : { gsid: row.company_gsid, name: row.company_name },
      },
    ]),
  );
};

export interface ReadCallState {
  readonly callId: string;
  readonly revision: number;
  readonly attempt: number;
  readonly capturedHash: string | null;
  /** Private or gone: what we hold of its place on the Timeline is wiped at once. */
  readonly withheld: boolean;
  /** Told because an admin asked for it. */
  readonly byHand: boolean;
}

/** Locks each call before its facts are told. In the order of ids, as the handlers of outcomes lock them too. */
export const saveReadCalls = async (
  tx: Transaction,
  job: { readonly tenantId: string; readonly connectionId: string; readonly jobId: string },
  calls: readonly ReadCallState[],
): Promise<void> => {
  const rows = [...calls].sort((one, other) => (one.callId < other.callId ? -1 : 1));
  await tx.query(
    `INSERT INTO call_state AS known
       (tenant_id, connection_id, last_job_id, read_at, call_id, revision, attempt, captured_hash, withheld, resync_revision)
     SELECT $1, $2, $3, $4, call_id, revision, attempt, captured_hash, withheld, CASE WHEN by_hand THEN revision END
     FROM unnest($5::text[], $6::int[], $7::int[], $8::text[], $9::boolean[], $10::boolean[])
       AS read(call_id, revision, attempt, captured_hash, withheld, by_hand)
     ON CONFLICT (tenant_id, call_id) DO UPDATE SET
       connection_id = excluded.connection_id, last_job_id = excluded.last_job_id, read_at = excluded.read_at,
       revision = excluded.revision, attempt = excluded.attempt, captured_hash = excluded.captured_hash,
       withheld = excluded.withheld,
       resync_revision = CASE WHEN NOT excluded.withheld THEN coalesce(excluded.resync_revision, known.resync_revision) END,
       timeline_hash = CASE WHEN NOT excluded.withheld THEN known.timeline_hash END,
       activity_id = CASE WHEN NOT excluded.withheld THEN known.activity_id END,
       company_gsid = CASE WHEN NOT excluded.withheld THEN known.company_gsid END,
       company_name = CASE WHEN NOT excluded.withheld THEN known.company_name END`,
    [
      job.tenantId,
      job.connectionId,
      job.jobId,
      tx.now,
      rows.map((row) => row.callId),
      rows.map((row) => row.revision),
      rows.map((row) => row.attempt),
      rows.map((row) => row.capturedHash),
      rows.map((row) => row.withheld),
      rows.map((row) => row.byHand),
    ],
  );
};
