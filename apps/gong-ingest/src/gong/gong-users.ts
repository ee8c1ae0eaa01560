import type { GongUser } from '@gong-timeline/contracts';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { cleanText, textOrNull } from './clean-text';
import { GongUserItem } from './gong-api';
import { MalformedItem } from './malformed-item';
import { readId } from './read-id';

/** Gong's user list as one job holds it: by Gong user id. An avatar is not in it, and so is unknown (S26). */
export type GongUsers = ReadonlyMap<string, GongUser>;

/** A user with what Gong's list says of him beside what calls need. */
export interface ListedUser {
  readonly user: GongUser;
  /** Only an explicit `false` makes him inactive: Gong documents no field as required. */
  readonly active: boolean;
}

const schema = TypeCompiler.Compile(GongUserItem);

export const toListedUser = (item: unknown): ListedUser => {
  const wrong = schema.Check(item) ? undefined : schema.Errors(item).First();
  if (wrong !== undefined)
    throw new MalformedItem(`user${wrong.path.replaceAll('/', '.')}`, 'not as Gong documents it');
  const user = item as GongUserItem;
  const gongUserId = readId(user.id, 'user.id');
  if (gongUserId === null) throw new MalformedItem('user.id', 'is missing');
  return {
    user: {
      gongUserId,
      firstName: textOrNull(user.firstName),
      lastName: textOrNull(user.lastName),
      emailAddress: textOrNull(user.emailAddress),
      emailAliases: (user.emailAliases ?? []).map(cleanText).filter((alias) => alias.trim() !== ''),
    },
    active: user.active !== false,
  };
};

/** First and last name with one blank between; else the address; null for nobody. For the execution log. */
export const nameOfOwner = (user: GongUser | null): string | null => {
  if (user === null) return null;
  const name = [user.firstName, user.lastName].flatMap((part) => part?.trim() || []).join(' ');
  return name || user.emailAddress?.trim() || user.emailAliases[0]?.trim() || null;
};
