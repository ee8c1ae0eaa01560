import { COUNTS, JOB_STATUSES, OUTCOME_CODES, TRIGGERS } from '@gong-timeline/domain';
import { type Static, Type } from '@sinclair/typebox';
import { nullable, Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { pageOf, pageQuery } from './page';
import { searchText } from './search-text';
import { time } from './text-formats';
import { timeSpan } from './time-span';

export const EXECUTION_LOG = { owner: 'execution-log', tag: 'Execution log' } as const;
const params = Type.Object({ jobId: Uuid });
export const oneOf = <T extends string>(values: readonly T[]) => Type.Union(values.map((value) => Type.Literal(value)));

export const Job = Type.Object(
  {
    jobId: Uuid,
    connectionId: Uuid,
    connectionName: nullable(Type.String()),
    trigger: nullable(oneOf(TRIGGERS)),
    status: oneOf(JOB_STATUSES),
    startedAt: nullable(time()),
    endedAt: nullable(time('When the last outcome was in; null while it runs')),
    durationSeconds: nullable(
      Type.Integer({ minimum: 0, description: 'From its start until its end, or until now while it runs' }),
    ),
    /** What it reads: [from, to); null for a retry. */
    window: nullable(Type.Object({ from: time(), to: time() })),
    step: nullable(Type.String()),
    reason: nullable(Type.String({ description: 'Why it failed or stopped' })),
    callsExpected: nullable(Type.Integer()),
    /** S32: read = created + updated + unchanged + skipped + failed + waiting, in every finished job. */
    counts: Type.Object({
      read: Type.Integer(),
      created: Type.Integer(),
      updated: Type.Integer(),
      unchanged: Type.Integer(),
      skipped: Type.Integer(),
      failed: Type.Integer(),
      waiting: Type.Integer(),
    }),
    byCode: Type.Record(Type.String(), Type.Integer(), { description: 'How many calls ended with each outcome code' }),
    lostOutcomes: Type.Integer({
      description:
        'Calls whose outcome never reached the log: counted as failed (internal.error), without a line of their own',
    }),
    /** The .xlsx: until when it can be downloaded, or that it has expired (S31). */
    log: Type.Object({ expiresAt: nullable(time()), expired: Type.Boolean() }),
  },
  { $id: 'Job' },
);
export type Job = Static<typeof Job>;

export const JobCall = Type.Object(
  {
    callId: Type.String(),
    code: oneOf(OUTCOME_CODES),
    message: Type.String(),
    title: nullable(Type.String()),
    startedAt: nullable(Type.String({ description: "ISO 8601 with the call's own offset" })),
    ownerName: nullable(Type.String()),
    url: nullable(Type.String()),
    companyGsid: nullable(Uuid),
    companyName: nullable(Type.String()),
    activityId: nullable(Uuid),
    attempt: Type.Integer(),
    /** `when-read`: whenever a later run reads the call; `by-itself`: once what it waits for has come. */
    willRetry: oneOf(['no', 'when-read', 'by-itself']),
    /** S28: the retry that read this call again. */
    retriedBy: nullable(Uuid),
    candidates: Type.Array(Type.Object({ gsid: Uuid, name: Type.String() })),
    reference: nullable(Type.String()),
    recordedAt: time(),
  },
  { $id: 'JobCall' },
);
export type JobCall = Static<typeof JobCall>;

/** S29: what the filter by time is about. */
export const JOB_DATES = { from: 'Job Date at or after', to: 'Job Date before' };

/** Presets of the filter Job Date (S29): whole days, the one of today included in all but yesterday and last-month. */
export const JOB_DATE_PRESETS = [
  'today',
  'yesterday',
  'last-7-days',
  'last-30-days',
  'this-month',
  'last-month',
] as const;
export type JobDatePreset = (typeof JOB_DATE_PRESETS)[number];

export const listJobs = defineOperation({
  ...EXECUTION_LOG,
  operationId: 'listJobs',
  method: 'GET',
  path: '/api/jobs',
  access: 'admin',
  summary: 'The execution log: jobs, newest first',
  query: Type.Object({
    ...pageQuery,
    connectionId: Type.Optional(Uuid),
    jobDate: Type.Optional(
      Type.Union(
        JOB_DATE_PRESETS.map((preset) => Type.Literal(preset)),
        { description: 'Job Date by a preset: whole days of `timeZone`, by the clock of the server' },
      ),
    ),
    ...timeSpan(JOB_DATES),
    status: Type.Optional(Type.String({ description: 'Execution Status: one or several, separated by commas' })),
  }),
  status: 200,
  response: pageOf(Job),
  problems: [],
});

export const countConnectionJobs = defineOperation({
  ...EXECUTION_LOG,
  operationId: 'countConnectionJobs',
  method: 'GET',
  path: '/api/job-counts',
  access: 'admin',
  summary: 'How many jobs each of these connections has, what they brought onto the Timeline, and its last sync',
  query: Type.Object({
    connectionIds: Type.String({
      pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){0,99}$',
      description: 'Up to 100 connection ids, separated by commas',
    }),
  }),
  status: 200,
  response: Type.Object({
    items: Type.Array(
      Type.Object({
        connectionId: Uuid,
        jobs: Type.Integer({ minimum: 0 }),
        running: Type.Integer({ minimum: 0, description: 'Of those, how many run now' }),
        created: Type.Integer({ minimum: 0, description: 'Activities that they created' }),
        lastSync: Type.Union([Job, Type.Null()], {
          description: 'The last job that has ended and was no retry, which reads some calls only',
        }),
      }),
      { description: 'One for each connection that was asked about, in that order' },
    ),
  }),
  problems: [],
});

export const getJob = defineOperation({
  ...EXECUTION_LOG,
  operationId: 'getJob',
  method: 'GET',
  path: '/api/jobs/{jobId}',
  access: 'admin',
  summary: 'Read a job: its status and its counts, whose sum is what was read',
  params,
  status: 200,
  response: Job,
  problems: [],
});

export const listJobCalls = defineOperation({
  ...EXECUTION_LOG,
  operationId: 'listJobCalls',
  method: 'GET',
  path: '/api/jobs/{jobId}/calls',
  access: 'admin',
  summary: 'The calls of a job with what became of each',
  params,
  query: Type.Object({
    ...pageQuery,
    code: Type.Optional(Type.String({ description: 'One or several outcome codes, separated by commas' })),
    count: Type.Optional(
      Type.String({ description: `One or several of ${COUNTS.join(', ')}, separated by commas; with code: both hold` }),
    ),
    search: Type.Optional(
      searchText(
        'Calls with this call id, or with this text in their title, the name of their owner, or the message, which ' +
          'names people by e-mail (any case)',
      ),
    ),
  }),
  status: 200,
  response: pageOf(JobCall),
  problems: ['log.expired'],
});

export const downloadJobLog = defineOperation({
  ...EXECUTION_LOG,
  operationId: 'downloadJobLog',
  method: 'GET',
  path: '/api/jobs/{jobId}/log.xlsx',
  access: 'admin',
  summary: 'Download the log of a job as .xlsx: one row a call, and a summary sheet',
  params,
  query: Type.Object({
    timeZone: Type.Optional(
      Type.String({ maxLength: 60, default: 'UTC', description: 'Of its times: an IANA name such as Europe/Berlin' }),
    ),
  }),
  status: 200,
  responseStream: {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    description: 'The workbook, streamed',
  },
  problems: ['log.expired', 'log.not-ready', 'log.busy'],
});
