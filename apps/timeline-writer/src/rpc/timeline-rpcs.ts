import { rpcs } from '@gong-timeline/runtime';
import { getActivityRpc } from './get-activity.rpc';
import { listActivitiesRpc } from './list-activities.rpc';
import { streamActivitiesRpc } from './stream-activities.rpc';

/** gong_timeline.timeline.v1.TimelineService. */
export const timelineRpcs = rpcs([getActivityRpc, listActivitiesRpc, streamActivitiesRpc]);
