import { type directory as messages, DirectoryService } from '@gong-timeline/client';
import { resolveUserMethod } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import { defineRpc, notFound } from '@gong-timeline/runtime';
import { highestRanked } from '../author/rank-users';
import { named } from '../directory/tenant-directory';
import { emailKey } from '../people/email-key';
import { listUserEntries } from '../store/list-entries';
import { directoryOf } from './directory-of';

/** Among several by the same ranks as internal attendees (S16, S20-S22). */
export const resolveUserRpc = defineRpc(
  resolveUserMethod,
  DirectoryService.resolveUser,
  ({ by }, { database, tenantId }) =>
    database.transaction(async (tx) => {
      if (by.$case !== 'email') return user(tx, tenantId, { [by.$case]: by.value });
      const key = emailKey(by.value);
      if (key === null) throw notFound('user');
      const { usersByEmail } = await directoryOf(tx, tenantId, { userEmails: [key] });
      const best = highestRanked(named(usersByEmail, [key]));
      if (best === undefined) throw notFound('user');
      return user(tx, tenantId, { gsid: best.gsid });
    }),
);

const user = async (
  tx: Transaction,
  tenantId: string,
  filters: { gsid?: string; externalId?: string },
): Promise<messages.ResolveUserResponse> => {
  const [found] = await listUserEntries(tx, { tenantId, filters, after: null, limit: 1 });
  if (found === undefined) throw notFound('user');
  return { user: found.item };
};
