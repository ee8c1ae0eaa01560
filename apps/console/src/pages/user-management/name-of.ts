import type { GongUser } from './queries';

/** What Gong calls somebody, as far as it does. */
export const nameOf = ({ name, emailAddress, gongUserId }: GongUser): string => name ?? emailAddress ?? gongUserId;
