import { Type } from '@sinclair/typebox';
import { Uuid } from '../events/gong-call';
import { getActivity, listActivities } from '../http/timeline';
import { defineMethod } from './define-method';
import { pageFields, searchField } from './page-fields';

const service = 'gong_timeline.timeline.v1.TimelineService';
/** What it must say is told by the rule that reads it, as over HTTP. */
const timeText = Type.String({ maxLength: 60 });

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
  request: Type.Object({
    companyGsid: Type.Union([Uuid, Type.Literal('')]),
    search: searchField,
    activityTypeIds: Type.Array(Type.String({ title: 'the id of an Activity Type', pattern: '^[^,]{1,200}$' }), {
      maxItems: 50,
    }),
    authorGsids: Type.Array(Uuid, { maxItems: 50 }),
    startedFrom: timeText,
    startedTo: timeText,
    timeZone: timeText,
    ...pageFields,
  }),
});

export const streamActivitiesMethod = defineMethod({
  service,
  method: 'StreamActivities',
  responseStream: true,
  like: listActivities,
  request: Type.Object({ since: Type.String({ maxLength: 500 }), follow: Type.Boolean() }),
});
