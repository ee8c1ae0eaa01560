import type { jobStarted } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { markRetried, openJobs } from './store/open-jobs';
import { forgetWanted } from './store/tell-wanted';

/** A job is in the log from its start on. A retry marks the calls that it reads again, in the jobs they come from (S28). */
export const openJobOnJobStarted: BatchHandler<typeof jobStarted> = async (facts, step) => {
  await openJobs(step.tx, facts);
  await markRetried(step.tx, facts);
  await forgetWanted(
    step.tx,
    facts.flatMap(({ tenantId, data }) => data.retries.map((retry) => ({ tenantId, ...retry }))),
  );
};
