import { type jobRead, keyOf } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { endReading } from './store/follow-jobs';
import { settleJobs } from './store/job-progress';

/** Closes the job when all its outcomes are in already (S32); otherwise the last of them will. */
export const closeJobOnJobRead: BatchHandler<typeof jobRead> = async (facts, step) => {
  const ended = await endReading(step.tx, facts);
  await settleJobs(step.tx, ended);

  const news = new Set(ended.map((job) => keyOf(job.tenant_id, job.job_id)));
  for (const fact of facts) {
    if (!news.has(keyOf(fact.tenantId, fact.data.jobId))) step.ignore(fact, 'reading-has-ended');
  }
};
