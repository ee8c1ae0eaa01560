import { jobOf } from '../job/job-of';
import type { WatchedJob } from '../store/watch-jobs';

/** Of one state of one job; as Last-Event-ID it says what a client has. */
export const eventIdOf = ({ job_id, version }: WatchedJob): string => `${job_id}/${version}`;

/** A job as a server-sent event (S33). JSON has no line break, so that the data is one line. */
export const jobEvent = (job: WatchedJob, now: Date): string =>
  `event: job\nid: ${eventIdOf(job)}\ndata: ${JSON.stringify(jobOf(job, now))}\n\n`;

/** How a client is told: by the protocol that he speaks. */
export interface JobFormat {
  /** Null: nothing is said at the beginning. */
  readonly begin: unknown;
  job(job: WatchedJob, now: Date): unknown;
  /** Says that the connection lives; null where the protocol sees to it. */
  readonly beat: unknown;
}

/** Says that the connection lives; clients read over it. */
export const HEARTBEAT = ': still here\n\n';

/** How long a client waits until it connects again. */
export const RETRY_HINT = 'retry: 2000\n\n';

export const AS_EVENTS: JobFormat = { begin: RETRY_HINT, job: jobEvent, beat: HEARTBEAT };
