import type { Activity } from '@gong-timeline/contracts';
import type { Reader } from '@gong-timeline/persistence';

/** After this change. */
export interface ChangePosition {
  readonly changedIn: string;
  readonly activityId: string;
}

/** Before the first change. */
export const BEGINNING: ChangePosition = { changedIn: '0', activityId: '00000000-0000-0000-0000-000000000000' };

export interface ChangeRow {
  readonly changed_in: string;
  readonly activity_id: string;
  readonly call_id: string;
  readonly seen_revision: number;
  /** Null: redacted. */
  readonly body: Activity | null;
}

/**
 * What changed after a position, in the order of the transactions that changed it: of the column, since a plain
 * `changed_in` would be the text, where 1000 comes before 999. Only of those before the oldest that still runs: nothing
 * can come in behind a position that was given out, however late its transaction commits. A transaction that runs long,
 * anywhere in this PostgreSQL, makes this late, never wrong.
 */
export const changesAfter = (
  reader: Reader,
  tenantId: string,
  after: ChangePosition,
  limit: number,
): Promise<ChangeRow[]> =>
  reader.query<ChangeRow>(
    `SELECT changed_in::text, activity_id, call_id, seen_revision, body FROM activities
      WHERE tenant_id = $1 AND standing <> 'never'
        AND (changed_in, activity_id) > ($2::xid8, $3::uuid)
        AND changed_in < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY activities.changed_in, activity_id
      LIMIT $4`,
    [tenantId, after.changedIn, after.activityId, limit],
  );
