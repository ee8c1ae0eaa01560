import { setTimeout as wait } from 'node:timers/promises';
import { type timeline, TimelineService } from '@gong-timeline/client';
import { type CursorScope, decodeCursor, encodeCursor, streamActivitiesMethod } from '@gong-timeline/contracts';
import { defineStreamRpc, ProblemError } from '@gong-timeline/runtime';
import { BEGINNING, type ChangePosition, type ChangeRow, changesAfter } from '../store/read-changes';
import { toMessage } from './to-message';

/** Held in memory for one reader, however slow he is. */
const PAGE = 200;
const LOOK_AGAIN_MS = 1_000;
const XID = /^\d{1,20}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const streamActivitiesRpc = defineStreamRpc(
  streamActivitiesMethod,
  TimelineService.streamActivities,
  async function* ({ since, follow }, { database, tenantId, signal }) {
    const scope = ['StreamActivities', tenantId];
    for (let after = positionOf(scope, since); !signal.aborted; ) {
      const rows = await changesAfter(database, tenantId, after, PAGE);
      for (const row of rows) yield toChange(scope, row);
      const last = rows.at(-1);
      if (last !== undefined) after = { changedIn: last.changed_in, activityId: last.activity_id };
      if (rows.length === PAGE) continue;
      if (!follow) return;
      await wait(LOOK_AGAIN_MS, undefined, { signal });
    }
  },
);

const toChange = (scope: CursorScope, row: ChangeRow): timeline.StreamActivitiesResponse => ({
  change:
    row.body === null
      ? {
          $case: 'retracted',
          value: { activityId: row.activity_id, callId: row.call_id, revision: row.seen_revision },
        }
      : { $case: 'activity', value: toMessage(row.body) },
  position: encodeCursor(scope, [row.changed_in, row.activity_id]),
});

const positionOf = (scope: CursorScope, since: string): ChangePosition => {
  if (since === '') return BEGINNING;
  const [changedIn, activityId] = decodeCursor(scope, since, [XID, UUID]) ?? [];
  if (changedIn !== undefined && activityId !== undefined) return { changedIn, activityId };
  const message = 'expected the position of a message of this stream';
  throw new ProblemError('request.invalid', `since: ${message}`, [{ field: 'since', message }]);
};
