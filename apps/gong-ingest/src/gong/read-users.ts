import { type GongUsers, type ListedUser, toListedUser } from './gong-users';
import { MalformedItem } from './malformed-item';
import type { PatientGong } from './patient-gong';

/** Gong's user list as one job read it. */
export interface UserList {
  readonly users: GongUsers;
  readonly listed: readonly ListedUser[];
  /**
   * Whether who is not in it is not at Gong either: not so when an item could not be read. An empty list is none, since
   * somebody at Gong has allowed the connection.
   */
  readonly whole: boolean;
}

/** More than any company has; only bounds what an answer that never ends may cost. */
const MOST_PAGES = 5_000;

/** Gong's whole user list, which a job needs before its calls (S27). */
export const readUsers = async (
  gong: Pick<PatientGong, 'users'>,
  onMalformed: (problem: string) => void,
): Promise<UserList> => {
  const byId = new Map<string, ListedUser>();
  let malformed = 0;
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, cursor: next } = await gong.users(cursor);
    for (const item of items) {
      const listed = understood(item, onMalformed);
      if (listed === null) malformed += 1;
      else byId.set(listed.user.gongUserId, listed);
    }
    if (next === null) return listOf(byId, malformed);
    cursor = next;
  }
  throw new Error(`Gong's user list has not ended after ${MOST_PAGES} pages`);
};

const listOf = (byId: ReadonlyMap<string, ListedUser>, malformed: number): UserList => ({
  users: new Map([...byId].map(([gongUserId, { user }]) => [gongUserId, user])),
  listed: [...byId.values()],
  whole: malformed === 0 && byId.size > 0,
});

const understood = (item: unknown, onMalformed: (problem: string) => void): ListedUser | null => {
  try {
    return toListedUser(item);
  } catch (error) {
    if (!(error instanceof MalformedItem)) throw error;
    onMalformed(error.message);
    return null;
  }
};
