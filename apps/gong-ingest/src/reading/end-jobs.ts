import type { ReadEnding } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import { type JobsToStop, saveEnd, stopJobs } from '../store/end-job';
import type { Job, Stop } from '../store/job.table';
import { releaseRetries } from '../store/retry-wanted.store';
import { tellJobRead, tellJobStarted } from './tell-job';

/** S7: off means off. */
export const SWITCHED_OFF: Stop = { ending: 'stopped', reason: 'The sync was switched off.' };

/** S29: by hand. Nothing is lost: the next sync reaches back to the last one that read to its end (S10). */
export const STOPPED_BY_HAND: Stop = {
  ending: 'stopped',
  reason: 'An admin stopped it. The next sync reads what this one has not read.',
};

/** Stops jobs of a connection. One that had not begun is told as begun and ended: somebody may be looking for it. */
export const endJobs = async (tx: Transaction, jobs: JobsToStop, stop: Stop): Promise<void> => {
  for (const job of await stopJobs(tx, jobs, stop)) {
    tellJobStarted(tx, job, { window: null, retries: [] });
    tellJobRead(tx, job, { ending: stop.ending, reason: stop.reason, callsRead: 0 });
  }
};

/** What a retry could not be read for is not tried again at once. */
const RETRY_AFTER_FAILURE_MS = 5 * 60_000;

interface End {
  readonly ending: ReadEnding;
  readonly reason: string | null;
  /** When what a retry has not read is tried again, where that is not as usual. */
  readonly retriesAfterMs?: number;
}

/** Ends a job that this transaction holds. What a retry has not read waits again: nothing is lost (S7). */
export const endJob = async (tx: Transaction, job: Job, { ending, reason, retriesAfterMs }: End): Promise<void> => {
  const end = { ending, reason };
  const callsRead = await saveEnd(tx, job, end);
  if (job.trigger === 'retry') {
    const pauseMs = ending === 'failed' ? (retriesAfterMs ?? RETRY_AFTER_FAILURE_MS) : 0;
    await releaseRetries(tx, job, new Date(tx.now.getTime() + pauseMs));
  }
  tellJobRead(tx, job, { ...end, callsRead });
};
