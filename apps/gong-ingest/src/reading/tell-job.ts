import { type JobStartedData, jobProgressed, jobRead, jobStarted } from '@gong-timeline/contracts';
import type { ReadEnding } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import type { Job } from '../store/job.table';
import { jobFact } from './job-fact';
import type { ReadWindow } from './read-window';

const head = ({ jobId, connectionId }: Job) => ({ jobId, connectionId });

/** Some 85 bytes each: far from the most that a broker takes. */
const RETRIES_A_FACT = 1_000;

/** Told once for each thousand of its retries. */
export const tellJobStarted = (
  tx: Transaction,
  job: Job,
  start: { readonly window: ReadWindow | null; readonly retries: JobStartedData['retries'] },
): void => {
  for (let from = 0; from === 0 || from < start.retries.length; from += RETRIES_A_FACT) {
    tx.tell(
      jobStarted,
      jobFact(job, {
        ...head(job),
        connectionName: job.connectionName,
        trigger: job.trigger,
        from: start.window?.from.toISOString() ?? null,
        to: start.window?.to.toISOString() ?? null,
        startedAt: tx.now.toISOString(),
        retries: start.retries.slice(from, from + RETRIES_A_FACT),
      }),
    );
  }
};

export const tellJobProgressed = (
  tx: Transaction,
  job: Job,
  progress: { readonly step: string; readonly callsRead: number; readonly callsExpected: number | null },
): void => tx.tell(jobProgressed, jobFact(job, { ...head(job), ...progress }));

export const tellJobRead = (
  tx: Transaction,
  job: Job,
  end: { readonly ending: ReadEnding; readonly reason: string | null; readonly callsRead: number },
): void => tx.tell(jobRead, jobFact(job, { ...head(job), ...end, endedAt: tx.now.toISOString() }));
