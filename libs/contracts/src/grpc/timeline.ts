import { Type } from '@sinclair/typebox';
import { Uuid } from '../events/gong-call';
import { getActivity, listActivities } from '../http/timeline';
import { defineMethod } from './define-method';
import { pageFields } from './page-fields';

const service = 'gong_timeline.timeline.v1.TimelineService';

export const getActivityMethod = defineMethod({
  service,
  method: 'GetActivity',
  responseStream: false,
  like: getActivity,
  request: Type.Object({ activityId: Uuid }),
});

export const listActivitiesMethod = defineMethod({
  service,
  method: 'ListActivities',
  responseStream: false,
  like: listActivities,
  request: Type.Object({ companyGsid: Type.Union([Uuid, Type.Literal('')]), ...pageFields }),
});

export const streamActivitiesMethod = defineMethod({
  service,
  method: 'StreamActivities',
  responseStream: true,
  like: listActivities,
  request: Type.Object({ since: Type.String({ maxLength: 500 }), follow: Type.Boolean() }),
});
