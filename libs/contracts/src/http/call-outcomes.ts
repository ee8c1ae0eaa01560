import { COUNTS, JOB_STATUSES, TRIGGERS } from '@gong-timeline/domain';
import { type Static, Type } from '@sinclair/typebox';
import { GongId, nullable, Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { EXECUTION_LOG, JOB_DATES, JobCall, oneOf } from './jobs';
import { pageOf, pageQuery } from './page';
import { timeSpan, timeZone } from './time-span';
import { searchText } from './search-text';
import { time } from './text-formats';

/** What became of one call in one job, told beside what the same call became of in others. */
export const CallOutcome = Type.Composite(
  [
    JobCall,
    Type.Object({
      jobId: Uuid,
      jobStatus: oneOf(JOB_STATUSES),
      trigger: nullable(oneOf(TRIGGERS)),
      jobDate: time('When the job started'),
    }),
  ],
  { $id: 'CallOutcome' },
);
export type CallOutcome = Static<typeof CallOutcome>;

/** Listed before listCallOutcomes, as its path stands above it. */
export const searchCalls = defineOperation({
  ...EXECUTION_LOG,
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
  ...EXECUTION_LOG,
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

export const listOutcomes = defineOperation({
  ...EXECUTION_LOG,
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
    ...timeSpan(JOB_DATES),
  }),
  status: 200,
  response: pageOf(CallOutcome),
  problems: [],
});

export const getCallsNow = defineOperation({
  ...EXECUTION_LOG,
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
  ...EXECUTION_LOG,
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
