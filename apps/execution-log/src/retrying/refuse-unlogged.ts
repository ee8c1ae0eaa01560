import type { Job } from '@gong-timeline/contracts';
import { ProblemError } from '@gong-timeline/runtime';

/** As many as a person reads; the errors name them all. */
const MOST_IN_WORDS = 5;

/** Calls without an outcome in the job: it never read them, or it still runs and they may yet have one. */
export const refuseUnlogged = (job: Job, asked: readonly string[], logged: ReadonlySet<string>): void => {
  const missing = asked.filter((callId) => !logged.has(callId));
  if (missing.length === 0) return;
  const isRunning = job.endedAt === null;
  const message = isRunning
    ? 'has no outcome in this job yet, which is still running'
    : 'is not a call that this job read';
  const more = missing.length - MOST_IN_WORDS;
  const names = `${missing.slice(0, MOST_IN_WORDS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const what = isRunning
    ? `These calls have no outcome in job ${job.jobId} yet, which is still running`
    : `These are no calls of job ${job.jobId}`;
  throw new ProblemError(
    isRunning ? 'log.not-ready' : 'request.invalid',
    `${what}: ${names}. No call was retried`,
    missing.map((callId) => ({ field: `body.callIds[${asked.indexOf(callId)}]`, message: `${callId} ${message}` })),
  );
};
