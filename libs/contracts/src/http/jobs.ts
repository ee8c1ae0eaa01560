import { JOB_STATUSES, OUTCOME_CODES, TRIGGERS } from '@gong-timeline/domain';
import { type Static, Type } from '@sinclair/typebox';
import { nullable, Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { pageOf, pageQuery } from './page';

const of = { owner: 'execution-log', tag: 'Execution log' } as const;
const params = Type.Object({ jobId: Uuid });
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
    /** S28: the retry that read this call again. */
    retriedBy: nullable(Uuid),
    candidates: Type.Array(Type.Object({ gsid: Uuid, name: Type.String() })),
    reference: nullable(Type.String()),
    recordedAt: Type.String(),
  },
  { $id: 'JobCall' },
);
export type JobCall = Static<typeof JobCall>;

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
    from: Type.Optional(Type.String({ description: 'Job Date at or after this ISO 8601 time' })),
    to: Type.Optional(Type.String({ description: 'Job Date before this ISO 8601 time' })),
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
  }),
  status: 200,
  response: pageOf(JobCall),
  problems: ['log.expired'],
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
  problems: ['log.expired', 'log.not-ready'],
});
