import { Type } from '@sinclair/typebox';
import { defineOperation } from './define-operation';
import { ActivityType } from './timeline';

const of = { owner: 'timeline-writer', tag: 'Timeline', access: 'admin' } as const;

const name = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '\\S',
  description: 'Told apart without regard to case and blanks around it',
});
const isGlobal = 'Whether it applies to every company';

export const NewActivityType = Type.Object(
  {
    name,
    global: Type.Boolean({ default: true, description: isGlobal }),
    active: Type.Boolean({ default: true }),
  },
  { additionalProperties: false },
);

/** Whole, without defaults: what is left out of a change must not come to be on again. */
const ChangedActivityType = Type.Object(
  { name, global: Type.Boolean({ description: isGlobal }), active: Type.Boolean() },
  { additionalProperties: false },
);

export const createActivityType = defineOperation({
  ...of,
  operationId: 'createActivityType',
  answersEtag: true,
  idempotency: true,
  method: 'POST',
  path: '/api/activity-types',
  summary: 'Create an activity type',
  body: NewActivityType,
  status: 201,
  response: ActivityType,
  problems: ['conflict'],
});

export const changeActivityType = defineOperation({
  ...of,
  operationId: 'changeActivityType',
  needsIfMatch: true,
  answersEtag: true,
  method: 'PUT',
  path: '/api/activity-types/{activityTypeId}',
  summary: 'Change an activity type',
  description:
    'Activities keep the name they were written with. Syncs that are set to a type which is no longer active and global ' +
    'say so at Save and end their next job as Failed, with the reason; calls that are on their way keep the type.',
  params: Type.Object({ activityTypeId: Type.String({ minLength: 1, maxLength: 100 }) }),
  body: ChangedActivityType,
  status: 200,
  response: ActivityType,
  problems: ['conflict'],
});
