import type { GongUser } from '@gong-timeline/contracts';
import { emailsOfGongUser } from '../attendees/read-parties';

/**
 * S28: whether what Gong's list says of somebody now could give his calls their Author: by an e-mail that he did not have
 * before, or by the loss of one that brought in other Users. Names decide nothing.
 */
export const couldLetCallsSucceed = (emailKeysBefore: readonly string[], user: GongUser): boolean => {
  const now = emailsOfGongUser(user);
  if (now.length === 0) return false;
  const before = new Set(emailKeysBefore);
  return now.length !== before.size || now.some((key) => !before.has(key));
};
