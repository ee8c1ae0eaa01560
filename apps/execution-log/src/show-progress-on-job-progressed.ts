import { type jobProgressed, keyOf } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { showProgress } from './store/follow-jobs';

/** For the progress bar (S33) alone: what was read is told for good when reading has ended. */
export const showProgressOnJobProgressed: BatchHandler<typeof jobProgressed> = async (facts, step) => {
  const news = await showProgress(step.tx, facts);
  for (const fact of facts) {
    if (!news.has(keyOf(fact.tenantId, fact.data.jobId))) step.ignore(fact, 'outdated-progress');
  }
};
