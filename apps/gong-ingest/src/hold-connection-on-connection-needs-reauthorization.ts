import type { connectionNeedsReauthorization } from '@gong-timeline/contracts';
import { whyConnectionNotUsable } from '@gong-timeline/domain';
import type { BatchHandler } from '@gong-timeline/messaging';
import { endJobsOfLost } from './reading/end-jobs-of-lost';

/** Nothing is lost meanwhile: when an admin authorises again, the slot that was missed runs, and retries go on (S4). */
export const holdConnectionOnConnectionNeedsReauthorization: BatchHandler<typeof connectionNeedsReauthorization> = (
  facts,
  step,
) =>
  endJobsOfLost(facts, step, 'needs-reauthorization', (name) => ({
    ending: 'failed',
    reason: whyConnectionNotUsable('needs-reauthorization', name),
  }));
