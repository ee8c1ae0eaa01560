import type { connectionRevoked } from '@gong-timeline/contracts';
import { whyConnectionNotUsable } from '@gong-timeline/domain';
import type { BatchHandler } from '@gong-timeline/messaging';
import { forgetToldUsers } from './gong-users/forget-told-users';
import { endJobsOfLost } from './reading/end-jobs-of-lost';

/** S4: deleting a connection stops its jobs; what is on the Timeline stays. */
export const stopConnectionOnConnectionRevoked: BatchHandler<typeof connectionRevoked> = async (facts, step) => {
  await endJobsOfLost(facts, step, 'revoked', (name) => ({
    ending: 'stopped',
    reason: whyConnectionNotUsable('revoked', name),
  }));
  // After the jobs were told to stop: one that runs tells of no user any more.
  await forgetToldUsers(facts, step);
};
