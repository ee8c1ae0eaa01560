import type { GongUser } from '@gong-timeline/contracts';
import { TransientError } from '@gong-timeline/messaging';
import type { Transaction } from '@gong-timeline/persistence';
import { emailsOfGongUser } from '../attendees/read-parties';
import { decideAuthor } from '../author/decide-author';
import { newCollaborator } from '../author/new-collaborator';
import type { CreatedUser } from '../decision/decide-calls';
import { gongUserKey, named, type User } from '../directory/tenant-directory';
import { emailKey } from '../people/email-key';
import { createUsers } from '../store/create-users';
import { createUsersAlone } from '../store/hold-directory';
import { loadUsers } from '../store/load-directories';

export interface GongUserOfTenant {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly user: GongUser;
}

/**
 * S27: creates a User for each of these Gong users for whom the author's rules say that one is missing (S23, S24). Under
 * the lock that calls take for it too: never two for one e-mail, whatever runs at once.
 */
export const admitMissingUsers = async (
  tx: Transaction,
  wanted: readonly GongUserOfTenant[],
  newGsid: () => string,
): Promise<CreatedUser[]> => {
  if (wanted.length === 0) return [];
  const tenantIds = [...new Set(wanted.map(({ tenantId }) => tenantId))];
  await createUsersAlone(tx, tenantIds);
  const emails = wanted.map(({ tenantId, user }) => emailsOfGongUser(user).map((key) => [tenantId, key] as const));
  const users = await loadUsers(tx, {
    userEmails: [...new Map(emails.flat().map((pair) => [pair.join('/'), pair])).values()],
    owners: wanted.map(({ user, ...of }) => ({ ...of, gongUserId: user.gongUserId })),
    forFilters: false,
  });

  const admitted: CreatedUser[] = [];
  for (const tenantId of tenantIds) {
    const { usersByEmail, usersByGongUser } = users(tenantId);
    const byEmail = new Map<string, readonly User[]>(usersByEmail);
    for (const { connectionId, user } of wanted.filter((one) => one.tenantId === tenantId)) {
      const { gongUserId } = user;
      const decision = decideAuthor(
        { gongUserId, user },
        {
          mapped: usersByGongUser.get(gongUserKey(connectionId, gongUserId)),
          withEmail: named(byEmail, emailsOfGongUser(user)),
        },
      );
      if (decision.kind !== 'create' && decision.kind !== 'create-and-wait') continue;
      const created = newCollaborator(decision.newUser, newGsid());
      const key = emailKey(created.email) ?? created.email;
      admitted.push({ tenantId, user: created });
      // The next of the list may share the address.
      byEmail.set(key, [...(byEmail.get(key) ?? []), created]);
    }
  }
  if (admitted.length > 0 && (await createUsers(tx, admitted)) < admitted.length) {
    throw new TransientError('A User was created for the same e-mail meanwhile; the next try finds it');
  }
  return admitted;
};
