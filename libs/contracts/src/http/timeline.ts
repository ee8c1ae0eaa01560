import { type Static, Type } from '@sinclair/typebox';
import { Activity } from '../events/activity.v1';
import { Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { EntityTag } from './entity-tag';
import { pageOf, pageQuery } from './page';

const of = { owner: 'timeline-writer', tag: 'Timeline' } as const;

export const ActivityType = Type.Object(
  { id: Type.String(), name: Type.String(), global: Type.Boolean(), active: Type.Boolean(), etag: EntityTag },
  { $id: 'ActivityType' },
);
export type ActivityType = Static<typeof ActivityType>;

export const listActivityTypes = defineOperation({
  ...of,
  operationId: 'listActivityTypes',
  callers: ['gong-ingest'],
  method: 'GET',
  path: '/api/activity-types',
  access: 'member',
  summary: 'List activity types; only the active global ones can be chosen for the sync',
  status: 200,
  response: Type.Object({ items: Type.Array(ActivityType) }),
  problems: [],
});

export const listCompanyActivities = defineOperation({
  ...of,
  operationId: 'listCompanyActivities',
  method: 'GET',
  path: '/api/companies/{companyGsid}/activities',
  access: 'member',
  summary: "A company's Timeline, newest first",
  params: Type.Object({ companyGsid: Uuid }),
  query: Type.Object(pageQuery),
  status: 200,
  response: pageOf(Activity),
  problems: [],
});

export const listActivities = defineOperation({
  ...of,
  operationId: 'listActivities',
  method: 'GET',
  path: '/api/activities',
  access: 'member',
  summary: 'All Activities of the tenant, newest first',
  query: Type.Object(pageQuery),
  status: 200,
  response: pageOf(Activity),
  problems: [],
});

export const getActivity = defineOperation({
  ...of,
  operationId: 'getActivity',
  method: 'GET',
  path: '/api/activities/{activityId}',
  access: 'member',
  summary: 'Read an Activity',
  params: Type.Object({ activityId: Uuid }),
  status: 200,
  response: Activity,
  problems: [],
});
