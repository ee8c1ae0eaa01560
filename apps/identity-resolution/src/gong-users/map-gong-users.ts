import type { GongUserStatus, ListedGongUser, SuggestedUser } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import { entityTag } from '@gong-timeline/runtime';
import { ownerName } from '../author/owner';
import { isPaid } from '../author/rank-users';
import { gongUserKey, named, type User } from '../directory/tenant-directory';
import type { ConnectionKey } from '../store/gong-connections';
import type { GongUserEntry } from '../store/gong-user-list';
import { loadUsers } from '../store/load-directories';
import { type GongUserMapping, statusOf } from './status-of';

export interface MappedGongUser extends GongUserEntry {
  readonly mapping: GongUserMapping;
}

/** The Users behind these Gong users, loaded as for their calls: two queries, however many they are. */
export const usersBehind = async (
  tx: Transaction,
  { tenantId, connectionId }: ConnectionKey,
  entries: readonly GongUserEntry[],
) => {
  const emails = new Set(entries.flatMap(({ emailKeys }) => emailKeys));
  const users = await loadUsers(tx, {
    userEmails: [...emails].map((key) => [tenantId, key] as const),
    owners: entries.map(({ gongUserId }) => ({ tenantId, connectionId, gongUserId })),
    forFilters: false,
  });
  const { usersByEmail, usersByGongUser } = users(tenantId);
  return ({ gongUserId, emailKeys }: GongUserEntry) => ({
    mapped: usersByGongUser.get(gongUserKey(connectionId, gongUserId)),
    withEmail: named(usersByEmail, emailKeys),
  });
};

/** S27: each with his Status, from the directory as it is now. */
export const mapGongUsers = async (
  tx: Transaction,
  connection: ConnectionKey,
  entries: readonly GongUserEntry[],
): Promise<MappedGongUser[]> => {
  const usersOf = await usersBehind(tx, connection, entries);
  return entries.map((entry) => ({ ...entry, mapping: statusOf(entry, usersOf(entry)) }));
};

export const countByStatus = (entries: readonly MappedGongUser[]): Record<GongUserStatus, number> => {
  const counts = { Mapped: 0, Created: 0, Conflict: 0, Inactive: 0, 'Not mapped': 0 };
  for (const { mapping } of entries) counts[mapping.status] += 1;
  return counts;
};

export const toListed = (
  { gongUserId, user, active, mapping }: MappedGongUser,
  waitingCalls: number,
): ListedGongUser => ({
  gongUserId,
  name: user === null ? null : ownerName(user) || null,
  emailAddress: user?.emailAddress ?? null,
  emailAliases: user?.emailAliases ?? [],
  activeAtGong: active,
  inGongList: user !== null,
  status: mapping.status,
  user: mapping.user === null ? null : shown(mapping.user),
  how: mapping.how,
  waitingCalls,
  etag: tagOfMapping(gongUserId, byHand(mapping)),
});

/** The User that an admin chose; null when none did, or the User is no more. */
export const byHand = ({ user, how }: GongUserMapping): string | null =>
  how === 'by-hand' ? (user?.gsid ?? null) : null;

/** Of what an admin chose; what the rules make of it is nobody's to overwrite. */
export const tagOfMapping = (gongUserId: string, userGsid: string | null): string =>
  entityTag({ gongUserId, userGsid });

export const toSuggested = (user: User): SuggestedUser => ({ ...shown(user), paid: isPaid(user) });

const shown = ({ gsid, externalId, name, email, licence, active }: User) => ({
  gsid,
  externalId,
  name,
  email,
  licence,
  active,
});
