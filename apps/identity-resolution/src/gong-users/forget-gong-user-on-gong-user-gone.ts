import type { gongUserGone } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { forgetGongUsers } from '../store/gong-users';
import { takeNewestOfGongUsers } from './take-newest-of-gong-users';

/** No longer at Gong: nothing of him is kept but what an admin mapped, which counts for the calls that he has left (S17). */
export const forgetGongUserOnGongUserGone: BatchHandler<typeof gongUserGone> = async (facts, step) => {
  const gone = await takeNewestOfGongUsers(facts, ({ data }) => data.gongUserId, step);
  await forgetGongUsers(
    step.tx,
    gone.map(({ fact, ...key }) => ({ ...key, revision: fact.data.revision })),
  );
};
