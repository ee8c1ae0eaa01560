import type { SuggestedUser } from '@gong-timeline/contracts';
import type { Database } from '@gong-timeline/persistence';
import { notFound } from '@gong-timeline/runtime';
import { byRank } from '../author/rank-users';
import { isConnected } from '../store/gong-connections';
import { listGongUserEntries } from '../store/gong-user-list';
import type { GongUserKey } from '../store/gong-users';
import { toSuggested, usersBehind } from './map-gong-users';

/** S27: the Users with any of his e-mails, whatever their licence and state, the best first. */
export const listSuggestedUsers = (database: Database, key: GongUserKey): Promise<{ items: SuggestedUser[] }> =>
  database.within(key.tenantId).transaction(async (tx) => {
    if (!(await isConnected(tx, key))) throw notFound('connection');
    const [entry] = await listGongUserEntries(tx, key);
    if (entry === undefined) throw notFound('Gong user');
    const usersOf = await usersBehind(tx, key, [entry]);
    return { items: [...usersOf(entry).withEmail].sort(byRank).map(toSuggested) };
  });
