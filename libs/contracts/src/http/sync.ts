import { type Static, Type } from '@sinclair/typebox';
import { Filters } from '../events/filters';
import { Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { time } from './text-formats';

const params = Type.Object({ connectionId: Uuid });
const of = { owner: 'gong-ingest', tag: 'Sync' } as const;

/** What an admin sets per connection (S7, S6, S10, S12, S14). */
export const SyncSettingsInput = Type.Object(
  {
    enabled: Type.Boolean({ description: 'The toggle Sync Gong Meetings' }),
    activityTypeId: Type.String({ minLength: 1, maxLength: 100, default: 'meeting' }),
    intervalHours: Type.Union(
      [1, 2, 4, 6, 12, 24].map((hours) => Type.Literal(hours)),
      { default: 4, description: 'Slots count from 00:00 UTC' },
    ),
    lookBackDays: Type.Integer({ minimum: 1, maximum: 30, default: 3 }),
    firstRunDays: Type.Integer({ minimum: 0, maximum: 365, default: 30 }),
    matchDomains: Type.Boolean({ default: false }),
    includeNotes: Type.Boolean({ default: true }),
    filters: Type.Optional(Filters),
    createUsersFor: Type.Optional(
      Type.Union([Type.Literal('owners-of-synced-calls'), Type.Literal('every-active-gong-user')], {
        default: 'owners-of-synced-calls',
        description: 'S27: for whom a User that is missing is created',
      }),
    ),
  },
  { additionalProperties: false },
);
export type SyncSettingsInput = Static<typeof SyncSettingsInput>;

export const SyncSettings = Type.Composite(
  [
    SyncSettingsInput,
    Type.Object({
      connectionId: Uuid,
      nextSlotAt: Type.Union([time(), Type.Null()], {
        description: 'When the schedule runs next; null when off',
      }),
    }),
  ],
  { $id: 'SyncSettings' },
);
export type SyncSettings = Static<typeof SyncSettings>;

const StartedJob = Type.Object({ jobId: Uuid, alreadyRunning: Type.Boolean() });

export const getSyncSettings = defineOperation({
  ...of,
  operationId: 'getSyncSettings',
  answersEtag: true,
  method: 'GET',
  path: '/api/connections/{connectionId}/sync-settings',
  access: 'admin',
  summary: 'Read the settings of a connection',
  params,
  status: 200,
  response: SyncSettings,
  problems: [],
});

export const saveSyncSettings = defineOperation({
  ...of,
  operationId: 'saveSyncSettings',
  needsIfMatch: 'once-saved',
  answersEtag: true,
  method: 'PUT',
  path: '/api/connections/{connectionId}/sync-settings',
  access: 'admin',
  summary: 'Save: store the settings and, when the toggle is on, start a sync with them',
  params,
  body: SyncSettingsInput,
  status: 200,
  response: Type.Object({ settings: SyncSettings, job: Type.Union([StartedJob, Type.Null()]) }),
  problems: ['connection.not-usable', 'settings.activity-type', 'settings.filters'],
});

export const initiateSync = defineOperation({
  ...of,
  operationId: 'initiateSync',
  needsIfMatch: 'once-saved',
  answersEtag: true,
  idempotency: true,
  method: 'POST',
  path: '/api/connections/{connectionId}/initiate-sync',
  access: 'admin',
  summary: 'Initiate Sync: switch the sync on with Activity Type Meeting and no filters, and start it',
  params,
  status: 202,
  response: Type.Object({ settings: SyncSettings, job: StartedJob }),
  problems: ['connection.not-usable'],
});

export const startSync = defineOperation({
  ...of,
  operationId: 'startSync',
  idempotency: true,
  method: 'POST',
  path: '/api/connections/{connectionId}/syncs',
  access: 'admin',
  summary: 'Sync now, with the settings as they are',
  params,
  status: 202,
  response: StartedJob,
  problems: ['connection.not-usable', 'sync.off'],
});

export const stopJob = defineOperation({
  ...of,
  operationId: 'stopJob',
  method: 'POST',
  path: '/api/jobs/{jobId}/stop',
  access: 'admin',
  summary: 'Stop a job that runs: it reads no further page',
  description:
    'It ends as Stopped; each call that it has read gets its outcome (S32). What it has not read is read by the next ' +
    'sync of the schedule, or by one that is started by hand. Asked for twice, it is stopped once.',
  params: Type.Object({ jobId: Uuid }),
  status: 202,
  response: Type.Object({
    jobId: Uuid,
    state: Type.Union([Type.Literal('stopping'), Type.Literal('ended')], {
      description: '`ended`: it has read all it was to read, or was stopped before it had begun',
    }),
  }),
  problems: [],
});

export const getGongQuota = defineOperation({
  ...of,
  operationId: 'getGongQuota',
  method: 'GET',
  path: '/api/connections/{connectionId}/gong-quota',
  access: 'admin',
  summary: "How much of the day's requests to the Gong company of a connection is used (S11)",
  description: 'Counted for the Gong company, whatever number of connections lead to it.',
  params,
  status: 200,
  response: Type.Object(
    {
      usedToday: Type.Integer({ minimum: 0, description: 'The day counts in UTC' }),
      perDay: Type.Integer({ minimum: 1 }),
      resetsAt: time('When the next day begins'),
      blockedUntil: Type.Union([Type.String(), Type.Null()], {
        description: 'Gong asked us to wait until then (Retry-After); null when it does not',
      }),
    },
    { $id: 'GongQuota' },
  ),
  problems: [],
});
