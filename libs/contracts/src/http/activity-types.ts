import { Type } from '@sinclair/typebox';
import { defineOperation } from './define-operation';
import { ActivityType } from './timeline';

const of = { owner: 'timeline-writer', tag: 'Timeline', access: 'admin' } as const;

export const ActivityTypeInput = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 100,
      pattern: '\\S',
      description: 'Told apart without regard to case and surrounding blanks',
    }),
    global: Type.Boolean({ default: true, description: 'Whether it applies to every company' }),
    active: Type.Boolean({ default: true }),
  },
  { additionalProperties: false },
);

export const createActivityType = defineOperation({
  ...of,
  operationId: 'createActivityType',
  method: 'POST',
  path: '/api/activity-types',
  summary: 'Create an activity type',
  body: ActivityTypeInput,
  status: 201,
  response: ActivityType,
  problems: ['conflict'],
});

export const changeActivityType = defineOperation({
  ...of,
  operationId: 'changeActivityType',
  method: 'PUT',
  path: '/api/activity-types/{activityTypeId}',
  summary: 'Change an activity type',
  description:
    'Activities keep the name they were written with. Syncs that are set to a type which is no longer active and global ' +
    'say so at Save and end their next job as Failed, with the reason; calls that are on their way keep the type.',
  params: Type.Object({ activityTypeId: Type.String({ minLength: 1, maxLength: 100 }) }),
  body: ActivityTypeInput,
  status: 200,
  response: ActivityType,
  problems: ['conflict'],
});
