import type { Suggested } from './queries';

interface Why {
  readonly recommended: boolean;
  /** Among others that the rules rank alike. */
  readonly tied: boolean;
  readonly words: string;
}

const PAID = ['Full', 'Viewer+Analytics', 'Viewer'];
const COLLABORATOR = 'Internal Collaborator';
const tierOf = (user: Suggested): number => {
  const tier = [...PAID, COLLABORATOR].indexOf(user.licence);
  return tier === -1 ? PAID.length + 1 : tier;
};

/** What the rules (S18-S23) make of each User that shares the address; `users` come the best first. */
export const whyThisUser = (user: Suggested, users: readonly Suggested[]): Why => {
  const active = users.filter((each) => each.active);
  if (!user.active) {
    return {
      recommended: false,
      tied: false,
      words:
        active.length === 0
          ? 'Inactive: their calls fail while nobody active shares the address'
          : 'Inactive: the rules set such Users aside',
    };
  }
  const best = Math.min(...active.map(tierOf));
  const peers = active.filter((each) => tierOf(each) === tierOf(user)).length;
  const first = active[0]?.gsid === user.gsid;
  if (tierOf(user) > PAID.length) {
    return { recommended: false, tied: false, words: `${user.licence}: the rules would create a new User instead` };
  }
  if (tierOf(user) > best)
    return { recommended: false, tied: false, words: `${user.licence}: another here has a higher licence` };
  if (peers > 1) {
    const tied = `One of ${peers} active Users with ${user.licence}, the highest licence here: the rules cannot choose`;
    return { recommended: first, tied: true, words: tied };
  }
  if (active.length === 1) return { recommended: first, tied: false, words: 'The only active User with this address' };
  return {
    recommended: first,
    tied: false,
    words: `The rules choose this one: the highest licence here is ${user.licence}`,
  };
};

/** Why one is marked: what the instructions recommend, and which of equals. */
export const whyRecommended = (tied: boolean, licence: string): string => {
  const which = tied ? 'Recommended, as the first by external id: ' : 'Recommended: ';
  return licence === COLLABORATOR
    ? `${which}a User that exists already.`
    : `${which}an existing User keeps their access; one created from Gong has Internal Collaborator, which gives the least.`;
};
