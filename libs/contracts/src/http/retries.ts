import { OUTCOME_CODES } from '@gong-timeline/domain';
import { Type } from '@sinclair/typebox';
import { GongId, Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';

/** S28: one call, some, or all of a job. Which of the two ways is asked for is checked by the owner. */
const RetryRequest = Type.Object(
  {
    callIds: Type.Optional(
      Type.Array(GongId, {
        minItems: 1,
        maxItems: 1000,
        description: 'These calls of the job, whatever became of them: a synced one is synced again',
      }),
    ),
    all: Type.Optional(
      Type.Literal(true, {
        description: 'Instead of `callIds`: every call of the job that failed or waits and was not retried yet',
      }),
    ),
    codes: Type.Optional(
      Type.Array(Type.Union(OUTCOME_CODES.map((code) => Type.Literal(code))), {
        minItems: 1,
        description: 'With `all`: the calls of these outcomes instead of all that failed or wait',
      }),
    ),
  },
  { additionalProperties: false },
);

export const retryJobCalls = defineOperation({
  owner: 'execution-log',
  tag: 'Execution log',
  operationId: 'retryJobCalls',
  idempotency: true,
  method: 'POST',
  path: '/api/jobs/{jobId}/retry',
  access: 'admin',
  summary: 'Retry by hand: read calls of a job at Gong again, in a job of its own',
  description:
    'The calls keep their outcome in this job and are marked with the retry once it has begun. A call that is asked for ' +
    'goes through even when nothing has changed at Gong, and its attendees are matched again. Asked twice, it is done once.',
  params: Type.Object({ jobId: Uuid }),
  body: RetryRequest,
  status: 202,
  response: Type.Object({
    jobId: Uuid,
    wanted: Type.Integer({ description: 'How many calls are read again because of this request' }),
    alreadyWanted: Type.Integer({ description: 'How many had been asked for before and are about to be read anyway' }),
  }),
  problems: ['sync.off', 'connection.not-usable', 'log.expired', 'log.not-ready'],
});

/** A retry by hand is refused at once when it could not be carried out, with the reason in words. */
export const checkRetry = defineOperation({
  owner: 'gong-ingest',
  tag: 'Sync',
  operationId: 'checkRetry',
  callers: ['execution-log'],
  method: 'GET',
  path: '/internal/connections/{connectionId}/retry-check',
  access: 'service',
  summary: 'Whether calls of this connection could be read again now: authorised, and its sync on',
  params: Type.Object({ connectionId: Uuid }),
  status: 200,
  response: Type.Object({ connectionName: Type.String() }),
  problems: ['sync.off', 'connection.not-usable'],
});
