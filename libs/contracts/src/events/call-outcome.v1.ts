import { OUTCOME_CODES } from '@gong-timeline/domain';
import { type Static, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { CompanyRef } from './call-resolved.v1';
import { exampleCapture, exampleCompany, exampleContent, exampleHead } from './examples';
import { CallHead, nullable, OffsetDateTime, Uuid } from './gong-call';

const CallOutcomeData = Type.Object({
  ...CallHead,
  code: Type.Union(OUTCOME_CODES.map((code) => Type.Literal(code))),
  /** For people: what happened, to whom, what to do (SPEC section 8). */
  message: Type.String(),
  /** What the log shows of the call; all null for a private one (S30). */
  title: nullable(Type.String()),
  startedAt: nullable(OffsetDateTime),
  ownerName: nullable(Type.String()),
  url: nullable(Type.String()),
  company: nullable(CompanyRef),
  activityId: nullable(Uuid),
  /** The hash that the Timeline holds now, on `synced.*`; null otherwise. */
  snapshotHash: nullable(Type.String()),
  /** Ambiguous companies or Users to choose from; empty otherwise. */
  candidates: Type.Array(Type.Object({ gsid: Uuid, name: Type.String() })),
  /** What a support person looks for in the logs, on `internal.error`; null otherwise. */
  reference: nullable(Type.String()),
});
export type CallOutcomeData = Static<typeof CallOutcomeData>;

export const callOutcome = defineEvent({
  type: 'sync.call-outcome.v1',
  topic: 'sync.outcomes.v1',
  summary: 'The one final outcome of a call in a job.',
  toldBy: ['gong-ingest', 'identity-resolution', 'timeline-writer'],
  heardBy: ['execution-log', 'gong-ingest'],
  schema: CallOutcomeData,
  subject: (data) => data.callId,
  example: {
    ...exampleHead,
    code: 'synced.created',
    message: 'Activity created on the Timeline of Northwind Ltd.',
    title: exampleContent.title,
    startedAt: exampleContent.startedAt,
    ownerName: 'Ana Host',
    url: exampleContent.url,
    company: exampleCompany,
    activityId: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e80',
    snapshotHash: exampleCapture.snapshotHash,
    candidates: [],
    reference: null,
  },
  withoutContent: (data) => ({
    ...data,
    message: 'What was said of this call was not kept: its outcome came out of the dead letters.',
    title: null,
    startedAt: null,
    ownerName: null,
    url: null,
    company: null,
    candidates: [],
  }),
});
