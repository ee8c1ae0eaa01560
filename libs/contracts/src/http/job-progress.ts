import { Type } from '@sinclair/typebox';
import { Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';

const EVENTS =
  'Server-sent events of type `job`: `data` is the whole Job as getJob answers it, `id` the version of that job. Only the ' +
  'newest state is sent to a client that is slow; a comment comes every 15 seconds when there is nothing to tell. A ' +
  'stream ends after 10 minutes at the latest: connect again, as a browser does by itself. ';

const of = {
  owner: 'execution-log',
  tag: 'Execution log',
  method: 'GET',
  access: 'admin',
  status: 200,
  responseStream: { contentType: 'text/event-stream', description: 'The events, as they happen' },
  problems: [],
} as const;

/** S33. */
export const streamJobProgress = defineOperation({
  ...of,
  operationId: 'streamJobProgress',
  path: '/api/jobs/{jobId}/progress',
  summary: 'Follow a job live until it ends',
  description:
    EVENTS +
    'The last event is the job as it ended; then the stream ends. Asked again with the id of that event as ' +
    '`Last-Event-ID`, it answers 204: a browser stops then.',
  params: Type.Object({ jobId: Uuid }),
});

/** S33. Listed before getJob, whose path would take it for an id. */
export const streamJobsProgress = defineOperation({
  ...of,
  operationId: 'streamJobsProgress',
  path: '/api/jobs/progress',
  summary: 'Follow all running jobs live, and those that start meanwhile',
  description:
    EVENTS +
    'It begins with the jobs that run now; a job that ends is told once more, as it ended. With `Last-Event-ID`, as a ' +
    'browser sends it when it connects again, it begins with the jobs that ended in the last 10 minutes, too.',
  query: Type.Object({ connectionId: Type.Optional(Uuid) }),
});
