import { listActivityTypes } from '@gong-timeline/contracts';
import type { ServiceClient } from '@gong-timeline/runtime';
import { whyNotUsable } from '../settings/check-activity-type';
import { jobTraceparent } from './job-fact';
import type { RunningJob } from './write-pages';

/** S7: a job whose Activity Type was deactivated since it was chosen says so, and reads nothing. */
export class ActivityTypeNotUsable extends Error {
  constructor(problem: string) {
    super(
      `Nothing was read: ${problem}. Choose an active global Activity Type in the settings and Save, or make this one ` +
        'active and global again: the next run reads what this one has not.',
    );
    this.name = 'ActivityTypeNotUsable';
  }
}

/** Asks timeline-writer, whose Activity Types they are. What it throws besides is passing: it does not answer. */
export const mustHaveActivityType = async (
  timelineWriter: Pick<ServiceClient, 'call'>,
  { tenantId, jobId, settings: { activityTypeId } }: RunningJob,
  signal: AbortSignal,
): Promise<void> => {
  const asked = { tenantId, correlationId: jobId, traceparent: jobTraceparent(jobId), signal };
  const { items } = await timelineWriter.call(listActivityTypes, asked);
  const problem = whyNotUsable(activityTypeId, items);
  if (problem === null) return;
  const isKnown = items.some(({ id }) => id === activityTypeId);
  throw new ActivityTypeNotUsable(isKnown ? problem : `there is no Activity Type with the id ${activityTypeId}`);
};
