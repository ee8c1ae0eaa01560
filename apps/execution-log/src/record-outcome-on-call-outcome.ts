import { type callOutcome, keyOf } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { tallyOf } from './job/tally-of';
import { addToJobs } from './store/add-to-jobs';
import { settleJobs } from './store/job-progress';
import { recordOutcomes } from './store/record-outcomes';
import { redactOutcomes } from './store/redact-outcomes';

/**
 * Safe to repeat: counts move by what was really written. Whichever comes last, an outcome or the end of reading, closes
 * the job; both take the job's row.
 */
export const recordOutcomeOnCallOutcome: BatchHandler<typeof callOutcome> = async (facts, step) => {
  const recorded = await recordOutcomes(step.tx, facts);
  await redactOutcomes(
    step.tx,
    facts
      .filter(({ data }) => data.code === 'skipped.private')
      .map(({ tenantId, data }) => ({ tenantId, callId: data.callId, revision: data.revision })),
  );
  const jobs = await addToJobs(step.tx, tallyOf([...recorded.values()]));
  await settleJobs(step.tx, jobs);

  for (const fact of facts) {
    if (!recorded.has(keyOf(fact.tenantId, fact.data.callId))) step.ignore(fact, 'already-final');
  }
};
