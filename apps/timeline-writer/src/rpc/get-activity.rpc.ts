import { TimelineService } from '@gong-timeline/client';
import { getActivityMethod } from '@gong-timeline/contracts';
import { defineRpc, notFound } from '@gong-timeline/runtime';
import { findActivity } from '../store/read-activities';
import { toMessage } from './to-message';

/** A redacted Activity is as if it were not there: nothing of it may be told (S9). */
export const getActivityRpc = defineRpc(
  getActivityMethod,
  TimelineService.getActivity,
  async ({ activityId }, { database, tenantId }) => {
    const activity = await findActivity(database, tenantId, activityId);
    if (activity === undefined) throw notFound('Activity');
    return { activity: toMessage(activity) };
  },
);
