import type { connectionNeedsReauthorization } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { endJobsOfLost } from './reading/end-jobs-of-lost';

/** Nothing is lost meanwhile: when an admin authorises again, the slot that was missed runs, and retries go on (S4). */
export const holdConnectionOnConnectionNeedsReauthorization: BatchHandler<typeof connectionNeedsReauthorization> = (
  facts,
  step,
) =>
  endJobsOfLost(facts, step, 'needs-reauthorization', {
    ending: 'failed',
    reason: 'Gong no longer takes the tokens of this connection: authorise it again.',
  });
