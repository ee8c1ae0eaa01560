import type { connectionRevoked } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { endJobsOfLost } from './reading/end-jobs-of-lost';

/** S4: deleting a connection stops its jobs; what is on the Timeline stays. */
export const stopConnectionOnConnectionRevoked: BatchHandler<typeof connectionRevoked> = (facts, step) =>
  endJobsOfLost(facts, step, 'revoked', { ending: 'stopped', reason: 'The connection was deleted.' });
