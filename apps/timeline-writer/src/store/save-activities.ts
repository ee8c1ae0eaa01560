import { type Activity, keyOf } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';

export interface ActivityToSave {
  readonly tenantId: string;
  readonly snapshotHash: string;
  readonly activity: Activity;
}

/**
 * Puts Activities on the Timeline, new or in place of what is there. Gives the `<tenantId>/<callId>` of those written:
 * one whose revision another transaction has passed meanwhile is not among them.
 */
export const saveActivities = async (
  tx: Transaction,
  saves: readonly ActivityToSave[],
): Promise<ReadonlySet<string>> => {
  if (saves.length === 0) return new Set();
  const rows = await tx.query<{ tenant_id: string; call_id: string }>(
    `INSERT INTO activities AS known
            (tenant_id, source, call_id, activity_id, seen_revision, standing, snapshot_hash, company_gsid, started_at, body,
             changed_in)
     SELECT tenant_id, 'GONG', call_id, activity_id, revision, 'on-timeline', snapshot_hash, company_gsid, started_at, body,
            pg_current_xact_id()
       FROM unnest($1::text[], $2::text[], $3::uuid[], $4::integer[], $5::text[], $6::uuid[], $7::timestamptz[], $8::json[])
            AS new (tenant_id, call_id, activity_id, revision, snapshot_hash, company_gsid, started_at, body)
         ON CONFLICT (tenant_id, source, call_id) DO UPDATE
        SET seen_revision = excluded.seen_revision, standing = excluded.standing, snapshot_hash = excluded.snapshot_hash,
            company_gsid = excluded.company_gsid, started_at = excluded.started_at, body = excluded.body,
            changed_in = excluded.changed_in
      WHERE known.seen_revision < excluded.seen_revision
  RETURNING tenant_id, call_id`,
    [
      saves.map(({ tenantId }) => tenantId),
      saves.map(({ activity }) => activity.callId),
      saves.map(({ activity }) => activity.activityId),
      saves.map(({ activity }) => activity.revision),
      saves.map(({ snapshotHash }) => snapshotHash),
      saves.map(({ activity }) => activity.company.gsid),
      saves.map(({ activity }) => activity.startedAt),
      saves.map(({ activity }) => JSON.stringify(activity)),
    ],
  );
  return new Set(rows.map((row) => keyOf(row.tenant_id, row.call_id)));
};
