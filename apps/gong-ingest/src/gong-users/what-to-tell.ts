import { createHash } from 'node:crypto';
import type { ListedUser } from '../gong/gong-users';
import type { UserList } from '../gong/read-users';

/** Gong user id to the hash of what was told of him; null once he was told to be gone. */
export type ToldUsers = ReadonlyMap<string, string | null>;

export interface UserToTell {
  readonly listed: ListedUser;
  readonly hash: string;
}

export interface UsersToTell {
  readonly seen: readonly UserToTell[];
  readonly gone: readonly string[];
}

/** S27: who of Gong's list is new or says something else than was told, and who is no longer in it. */
export const whatToTell = (told: ToldUsers, list: UserList, createMissing: boolean): UsersToTell => ({
  seen: list.listed
    .map((listed) => ({ listed, hash: hashOf(listed, createMissing) }))
    .filter(({ listed, hash }) => told.get(listed.user.gongUserId) !== hash),
  gone: list.whole
    ? [...told].flatMap(([gongUserId, hash]) => (hash === null || list.users.has(gongUserId) ? [] : [gongUserId]))
    : [],
});

/** Half a SHA-256 tells any two apart. The order of aliases counts: the first may stand for the address (section 6). */
const hashOf = ({ user, active }: ListedUser, createMissing: boolean): string =>
  createHash('sha256')
    .update(
      JSON.stringify([user.firstName, user.lastName, user.emailAddress, user.emailAliases, active, createMissing]),
    )
    .digest('base64url')
    .slice(0, 22);
