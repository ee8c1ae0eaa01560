import { type connectionRevoked, type Fact, gongUserGone } from '@gong-timeline/contracts';
import type { Step } from '@gong-timeline/messaging';
import { dropToldUsers } from '../store/told-user.store';

/** S4: nothing of Gong's user list outlives its connection, on the compacted topic neither. */
export const forgetToldUsers = async (
  revoked: readonly Fact<typeof connectionRevoked>[],
  step: Step,
): Promise<void> => {
  for (const fact of revoked) {
    const { connectionId } = fact.data;
    for (const { gongUserId, revision } of await dropToldUsers(step.tx, { tenantId: fact.tenantId, connectionId })) {
      step.tell(gongUserGone, fact, { connectionId, gongUserId, revision });
    }
  }
};
