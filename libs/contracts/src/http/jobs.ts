import { COUNTS, JOB_STATUSES, OUTCOME_CODES, TRIGGERS } from '@gong-timeline/domain';
import { type Static, Type } from '@sinclair/typebox';
import { GongId, nullable, Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { pageOf, pageQuery } from './page';

const of = { owner: 'execution-log', tag: 'Execution log' } as const;
const params = Type.Object({ jobId: Uuid });
/** What people search calls by. */
const searchText = (description: string) =>
  Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$', description });
const oneOf = <T extends string>(values: readonly T[]) => Type.Union(values.map((value) => Type.Literal(value)));

export const Job = Type.Object(
  {
    jobId: Uuid,
    connectionId: Uuid,
    connectionName: nullable(Type.String()),
    trigger: nullable(oneOf(TRIGGERS)),
    status: oneOf(JOB_STATUSES),
    startedAt: nullable(Type.String()),
    endedAt: nullable(Type.String({ description: 'When the last outcome was in; null while it runs' })),
    durationSeconds: nullable(
      Type.Integer({ minimum: 0, description: 'From its start until its end, or until now while it runs' }),
    ),
    /** What it reads: [from, to); null for a retry. */
    window: nullable(Type.Object({ from: Type.String(), to: Type.String() })),
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
    log: Type.Object({ expiresAt: nullable(Type.String()), expired: Type.Boolean() }),
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
    startedAt: nullable(Type.String()),
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
    recordedAt: Type.String(),
  },
  { $id: 'JobCall' },
);
export type JobCall = Static<typeof JobCall>;

/** What became of one call in one job, told beside what the same call became of in others. */
export const CallOutcome = Type.Composite(
  [
    JobCall,
    Type.Object({
      jobId: Uuid,
      jobStatus: oneOf(JOB_STATUSES),
      trigger: nullable(oneOf(TRIGGERS)),
      jobDate: Type.String({ description: 'When the job started' }),
    }),
  ],
  { $id: 'CallOutcome' },
);
export type CallOutcome = Static<typeof CallOutcome>;

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
  ...of,
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
    from: Type.Optional(
      Type.String({
        description: 'Job Date at or after this ISO 8601 time; a day alone is its beginning in `timeZone`',
      }),
    ),
    to: Type.Optional(
      Type.String({
        description: 'Job Date before this ISO 8601 time; a day alone is meant whole: until its end in `timeZone`',
      }),
    ),
    timeZone: Type.Optional(
      Type.String({
        maxLength: 60,
        default: 'UTC',
        description: 'Where days begin: an IANA name such as Europe/Berlin',
      }),
    ),
    status: Type.Optional(Type.String({ description: 'Execution Status: one or several, separated by commas' })),
  }),
  status: 200,
  response: pageOf(Job),
  problems: [],
});

export const getJob = defineOperation({
  ...of,
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
  ...of,
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

/** Listed before listCallOutcomes, as its path stands above it. */
export const searchCalls = defineOperation({
  ...of,
  operationId: 'searchCalls',
  method: 'GET',
  path: '/api/calls',
  access: 'admin',
  summary: 'Search the calls of all jobs whose log has not expired: each call once, with its newest outcome',
  description:
    'A call is found by what any of these jobs said of it: by an e-mail in the message of a failure, say, that has been ' +
    'mended since. Newest finding first.',
  query: Type.Object({
    ...pageQuery,
    search: searchText(
      'A call id, or a text in the title, the name of the owner, or the message, which names people by e-mail (any case)',
    ),
  }),
  status: 200,
  response: pageOf(CallOutcome),
  problems: [],
});

export const listCallOutcomes = defineOperation({
  ...of,
  operationId: 'listCallOutcomes',
  method: 'GET',
  path: '/api/calls/{callId}/outcomes',
  access: 'admin',
  summary: 'What became of one call in every job that read it and whose log has not expired, newest first',
  params: Type.Object({ callId: GongId }),
  query: Type.Object(pageQuery),
  status: 200,
  response: pageOf(CallOutcome),
  problems: [],
});

const timeZone = Type.Optional(
  Type.String({
    maxLength: 60,
    default: 'UTC',
    description: 'Where days begin: an IANA name such as Europe/Berlin',
  }),
);

export const listOutcomes = defineOperation({
  ...of,
  operationId: 'listOutcomes',
  method: 'GET',
  path: '/api/outcomes',
  access: 'admin',
  summary: 'What became of the calls of all jobs whose log has not expired, newest job first',
  description: 'The rows behind getCallsNow (`standing`) and behind a day of getCallsByDay (`from` and `to`).',
  query: Type.Object({
    ...pageQuery,
    standing: Type.Optional(
      Type.Boolean({
        description:
          'True: only what waits or failed and is no older than the last outcome of its call, so each call once',
      }),
    ),
    count: Type.Optional(Type.String({ description: `One or several of ${COUNTS.join(', ')}, separated by commas` })),
    code: Type.Optional(
      Type.String({ description: 'One or several outcome codes, separated by commas; with count: both hold' }),
    ),
    from: Type.Optional(
      Type.String({
        description: 'Job Date at or after this ISO 8601 time; a day alone is its beginning in `timeZone`',
      }),
    ),
    to: Type.Optional(
      Type.String({
        description: 'Job Date before this ISO 8601 time; a day alone is meant whole: until its end in `timeZone`',
      }),
    ),
    timeZone,
  }),
  status: 200,
  response: pageOf(CallOutcome),
  problems: [],
});

export const getCallsNow = defineOperation({
  ...of,
  operationId: 'getCallsNow',
  method: 'GET',
  path: '/api/calls-now',
  access: 'admin',
  summary: 'How many calls wait or could not be placed now, by outcome code',
  description:
    'A call counts by its newest outcome in the jobs whose log has not expired. listOutcomes gives the rows.',
  status: 200,
  response: Type.Object(
    {
      waiting: Type.Integer({ minimum: 0 }),
      failed: Type.Integer({ minimum: 0 }),
      byCode: Type.Record(Type.String(), Type.Integer()),
    },
    { $id: 'CallsNow' },
  ),
  problems: [],
});

export const getCallsByDay = defineOperation({
  ...of,
  operationId: 'getCallsByDay',
  method: 'GET',
  path: '/api/calls-by-day',
  access: 'admin',
  summary: 'What became of the calls that were read on each of the last days, oldest first',
  description:
    'The counts of the jobs that started on each day (a call that two jobs of a day read counts twice, as in the log). Days without a job are there, too.',
  query: Type.Object({
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90, default: 30 })),
    timeZone,
  }),
  status: 200,
  response: Type.Object({
    items: Type.Array(
      Type.Object({
        day: Type.String({ description: 'Such as 2026-03-03' }),
        counts: Type.Object({
          created: Type.Integer(),
          updated: Type.Integer(),
          unchanged: Type.Integer(),
          skipped: Type.Integer(),
          failed: Type.Integer(),
          waiting: Type.Integer(),
        }),
      }),
    ),
  }),
  problems: [],
});

export const downloadJobLog = defineOperation({
  ...of,
  operationId: 'downloadJobLog',
  method: 'GET',
  path: '/api/jobs/{jobId}/log.xlsx',
  access: 'admin',
  summary: 'Download the log of a job as .xlsx: one row a call, and a summary sheet',
  params,
  status: 200,
  responseStream: {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    description: 'The workbook, streamed',
  },
  problems: ['log.expired', 'log.not-ready', 'log.busy'],
});
