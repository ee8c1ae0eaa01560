import type { GongUser } from '@gong-timeline/contracts';
import { type GongUsers, toGongUser } from './gong-users';
import { MalformedItem } from './malformed-item';
import type { PatientGong } from './patient-gong';

/** More than any company has; only bounds what an answer that never ends may cost. */
const MOST_PAGES = 5_000;

/** Gong's whole user list, which a job needs before its calls (S27). Not stored: it is read again at each run. */
export const readUsers = async (gong: PatientGong, onMalformed: (problem: string) => void): Promise<GongUsers> => {
  const users = new Map<string, GongUser>();
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, cursor: next } = await gong.users(cursor);
    for (const item of items) {
      const user = understood(item, onMalformed);
      if (user !== null) users.set(user.gongUserId, user);
    }
    if (next === null) return users;
    cursor = next;
  }
  throw new Error(`Gong's user list has not ended after ${MOST_PAGES} pages`);
};

const understood = (item: unknown, onMalformed: (problem: string) => void): GongUser | null => {
  try {
    return toGongUser(item);
  } catch (error) {
    if (!(error instanceof MalformedItem)) throw error;
    onMalformed(error.message);
    return null;
  }
};
