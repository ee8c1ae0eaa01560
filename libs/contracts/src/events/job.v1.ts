import { READ_ENDINGS, TRIGGERS } from '@gong-timeline/domain';
import { type Static, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { exampleHead } from './examples';
import { nullable, OffsetDateTime, Uuid } from './gong-call';

const JobHead = { jobId: Uuid, connectionId: Uuid };

const JobStartedData = Type.Object({
  ...JobHead,
  connectionName: Type.String(),
  trigger: Type.Union(TRIGGERS.map((trigger) => Type.Literal(trigger))),
  /** What is read: calls that start in [from, to); both null for a retry, which reads by id. */
  from: nullable(OffsetDateTime),
  to: nullable(OffsetDateTime),
  startedAt: OffsetDateTime,
  /**
   * S28: the calls a retry reads, and the job whose outcome they had; empty for other triggers. A retry of very many
   * tells its start more than once, each time with other calls.
   */
  retries: Type.Array(Type.Object({ callId: Type.String(), jobId: Uuid })),
});
export type JobStartedData = Static<typeof JobStartedData>;

export const jobStarted = defineEvent({
  type: 'gong.job-started.v1',
  topic: 'gong.jobs.v1',
  summary: 'A run of the sync began for one connection.',
  toldBy: ['gong-ingest'],
  heardBy: ['execution-log'],
  schema: JobStartedData,
  subject: (data) => data.jobId,
  example: {
    jobId: exampleHead.jobId,
    connectionId: exampleHead.connectionId,
    connectionName: 'Acme Gong',
    trigger: 'schedule',
    from: '2026-02-28T08:00:00.000Z',
    to: '2026-03-03T12:00:00.000Z',
    startedAt: '2026-03-03T12:00:00.000Z',
    retries: [],
  },
});

const JobProgressedData = Type.Object({
  ...JobHead,
  step: Type.String(),
  callsRead: Type.Integer({ minimum: 0 }),
  /** Gong's own count; it may exceed what is returned while Gong still analyses (Gong fact), so for the bar only. */
  callsExpected: nullable(Type.Integer({ minimum: 0 })),
});
export type JobProgressedData = Static<typeof JobProgressedData>;

export const jobProgressed = defineEvent({
  type: 'gong.job-progressed.v1',
  topic: 'gong.jobs.v1',
  summary: 'A job read another page.',
  toldBy: ['gong-ingest'],
  heardBy: ['execution-log'],
  schema: JobProgressedData,
  subject: (data) => data.jobId,
  example: {
    jobId: exampleHead.jobId,
    connectionId: exampleHead.connectionId,
    step: 'reading calls',
    callsRead: 100,
    callsExpected: 143,
  },
});

const JobReadData = Type.Object({
  ...JobHead,
  ending: Type.Union(READ_ENDINGS.map((ending) => Type.Literal(ending))),
  /** Every one of them has, or will have, exactly one outcome in this job (S32). */
  callsRead: Type.Integer({ minimum: 0 }),
  endedAt: OffsetDateTime,
  /** Why it failed or stopped, for people; null when it was read to its end. */
  reason: nullable(Type.String()),
});
export type JobReadData = Static<typeof JobReadData>;

export const jobRead = defineEvent({
  type: 'gong.job-read.v1',
  topic: 'gong.jobs.v1',
  summary: 'A job stopped reading: to the end, stopped, or failed. It closes once each call it read has an outcome.',
  toldBy: ['gong-ingest'],
  heardBy: ['execution-log'],
  schema: JobReadData,
  subject: (data) => data.jobId,
  example: {
    jobId: exampleHead.jobId,
    connectionId: exampleHead.connectionId,
    ending: 'read-to-end',
    callsRead: 143,
    endedAt: '2026-03-03T12:00:41.000Z',
    reason: null,
  },
});
