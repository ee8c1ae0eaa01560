import { type Static, Type } from '@sinclair/typebox';
import { Activity } from '../events/activity.v1';
import { Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { EntityTag } from './entity-tag';
import { pageOf, pageQuery } from './page';
import { timeSpan } from './time-span';
import { searchText } from './search-text';
import { time } from './text-formats';

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

/** All that are given must hold. Additive: whoever names none gets all, as ever. */
const activityFilters = {
  search: Type.Optional(
    searchText(
      'Part of the subject, of the notes, of the name of a tracker, or of the name or e-mail of who was there, in any case; or the whole call id',
    ),
  ),
  activityTypeId: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 1000,
      description: 'Activity Type: one or several ids, separated by commas',
    }),
  ),
  authorGsid: Type.Optional(
    Type.String({
      pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){0,49}$',
      description: 'Author: one or several GSIDs of Users, separated by commas',
    }),
  ),
  ...timeSpan({ from: 'Started at or after', to: 'Started before' }),
};

export const listCompanyActivities = defineOperation({
  ...of,
  operationId: 'listCompanyActivities',
  method: 'GET',
  path: '/api/companies/{companyGsid}/activities',
  access: 'member',
  summary: "A company's Timeline, newest first",
  params: Type.Object({ companyGsid: Uuid }),
  query: Type.Object({ ...pageQuery, ...activityFilters }),
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
  query: Type.Object({ ...pageQuery, ...activityFilters }),
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

const Counted = Type.Object({ id: Type.String(), name: Type.String(), activities: Type.Integer() });

export const getCompanyTimeline = defineOperation({
  ...of,
  operationId: 'getCompanyTimeline',
  method: 'GET',
  path: '/api/companies/{companyGsid}/timeline',
  access: 'member',
  summary: "What a company's Timeline holds: how many Activities, of which types, by which authors",
  params: Type.Object({ companyGsid: Uuid }),
  status: 200,
  response: Type.Object(
    {
      activities: Type.Integer({ minimum: 0 }),
      latestAt: Type.Union([time(), Type.Null()], { description: 'When the newest one started' }),
      activityTypes: Type.Array(Counted, { description: 'By their newest names, most used first' }),
      authors: Type.Array(Counted, { description: '`id` is the GSID; by their newest names, in alphabetical order' }),
    },
    { $id: 'CompanyTimeline' },
  ),
  problems: [],
});

export const countCompanyActivities = defineOperation({
  ...of,
  operationId: 'countCompanyActivities',
  method: 'GET',
  path: '/api/activity-counts',
  access: 'member',
  summary: 'How many Activities each of these companies has, and when its newest one started',
  query: Type.Object({
    companyGsids: Type.String({
      pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){0,99}$',
      description: 'Up to 100 GSIDs, separated by commas',
    }),
  }),
  status: 200,
  response: Type.Object({
    items: Type.Array(
      Type.Object({
        companyGsid: Uuid,
        activities: Type.Integer({ minimum: 0 }),
        latestAt: Type.Union([time(), Type.Null()]),
      }),
      { description: 'One for each company that was asked about, in that order' },
    ),
  }),
  problems: [],
});
