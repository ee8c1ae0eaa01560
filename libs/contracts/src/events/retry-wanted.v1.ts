import { type Static, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { exampleHead } from './examples';
import { GongId, Uuid } from './gong-call';

/** Ids only: what waits is never kept as content (S28). */
const RetryWantedData = Type.Object({
  callId: GongId,
  connectionId: Uuid,
  /** The job whose outcome for this call is to be retried. */
  jobId: Uuid,
  /** Why it could succeed now, for people. */
  reason: Type.String(),
  /** An admin asked for it (S28): it goes through even when nothing changed at Gong. */
  byHand: Type.Optional(Type.Boolean()),
});
export type RetryWantedData = Static<typeof RetryWantedData>;

export const retryWanted = defineEvent({
  type: 'resolution.retry-wanted.v1',
  topic: 'resolution.retries.v1',
  summary: 'What a call waited for has come: read it at Gong again.',
  toldBy: ['identity-resolution', 'execution-log'],
  heardBy: ['gong-ingest'],
  schema: RetryWantedData,
  subject: (data) => data.callId,
  example: {
    callId: exampleHead.callId,
    connectionId: exampleHead.connectionId,
    jobId: exampleHead.jobId,
    reason: 'A User for ana.host@vendor.example was created.',
  },
});
