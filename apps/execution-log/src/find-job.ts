import type { Job } from '@gong-timeline/contracts';
import type { Reader } from '@gong-timeline/persistence';
import { notFound, ProblemError } from '@gong-timeline/runtime';
import { jobOf } from './job/job-of';
import { findJobRow } from './store/read-jobs';

/** The tenant's job, or a 404 whether it is another tenant's or nobody's. */
export const findJob = async (reader: Reader, tenantId: string, jobId: string, now: Date): Promise<Job> => {
  const row = await findJobRow(reader, tenantId, jobId);
  if (row === undefined) throw notFound('job');
  return jobOf(row, now);
};

/** S31. */
export const refuseExpired = ({ jobId, log }: Job): void => {
  if (!log.expired) return;
  throw new ProblemError(
    'log.expired',
    `The log of job ${jobId} expired on ${log.expiresAt}: logs are kept for 30 days`,
  );
};
