import { randomBytes } from 'node:crypto';
import type { ListedGongUser } from '@gong-timeline/contracts';
import type { Database, Transaction } from '@gong-timeline/persistence';
import { notFound, ProblemError, refuseStale } from '@gong-timeline/runtime';
import { uuidV7 } from '../directory/uuid-v7';
import { isConnected } from '../store/gong-connections';
import { dropMapping, saveMapping, userToMap } from '../store/gong-user-mappings';
import { type GongUserEntry, listGongUserEntries, waitingCalls } from '../store/gong-user-list';
import type { GongUserKey } from '../store/gong-users';
import { changeDirectory } from '../store/hold-directory';
import { retryWhatWaited } from '../waiting/retry-what-waited';
import { wokenByCreated } from '../waiting/retry-what-waited-for-created';
import { waitKey } from '../waiting/wait-keys';
import { admitMissingUsers } from './admit-missing-users';
import { byHand, type MappedGongUser, mapGongUsers, tagOfMapping, toListed } from './map-gong-users';

export interface MappingRequest extends GongUserKey {
  readonly correlationId: string;
  readonly traceparent: string | null;
  /** The mapping by hand that the admin saw. */
  readonly ifMatch: string | null;
}

/** In the same transaction; `before`: the gsid of the User that an admin had mapped. */
type AndThen = (tx: Transaction, before: string | null) => void;

/** S17, S27: counts for calls that are new or change from now on, and for those that waited for it. */
export const mapGongUser = (
  database: Database,
  { userGsid, ...request }: MappingRequest & { readonly userGsid: string },
  andThen: AndThen = () => undefined,
): Promise<ListedGongUser> =>
  database.within(request.tenantId).transaction(async (tx) => {
    const entry = await findAlone(tx, request);
    const before = await refuseOverwriting(tx, request, entry, userGsid);
    const user = await userToMap(tx, request.tenantId, userGsid);
    if (user === null) throw refused('There is no such User', 'expected the gsid of a User of this tenant');
    if (!user.active) {
      throw refused(`${user.name} is inactive and cannot be an Author`, 'expected an active User: activate or choose');
    }
    await saveMapping(tx, request, userGsid);
    const woken = [waitKey.gongUser(request.connectionId, request.gongUserId)];
    await retryWhatWaited(tx, request, woken, `An admin mapped the owner to ${user.name}.`);
    andThen(tx, before);
    return listedAgain(tx, request, entry);
  });

/** The rules decide again; where Users are created for every active Gong user, one may be missing now. */
export const removeMapping = (
  database: Database,
  request: MappingRequest,
  andThen: AndThen = () => undefined,
): Promise<void> =>
  database.within(request.tenantId).transaction(async (tx) => {
    const entry = await findAlone(tx, request);
    const before = await refuseOverwriting(tx, request, entry, null);
    const { user, active, createMissing } = entry;
    if (!(await dropMapping(tx, request))) return;
    const wanted = user !== null && active && createMissing ? [{ ...request, user }] : [];
    const created = await admitMissingUsers(tx, wanted, () => uuidV7(tx.now, randomBytes(10)));
    const woken = [waitKey.gongUser(request.connectionId, request.gongUserId), ...wokenByCreated(created)];
    await retryWhatWaited(tx, request, woken, 'An admin removed the mapping of the owner.');
    andThen(tx, before);
  });

/** No call is decided while its owner's mapping changes: none begins to wait for what is just being saved (S28). */
const findAlone = async (tx: Transaction, key: GongUserKey): Promise<GongUserEntry> => {
  await changeDirectory(tx, key.tenantId);
  if (!(await isConnected(tx, key))) throw notFound('connection');
  const [entry] = await listGongUserEntries(tx, key);
  if (entry === undefined) throw notFound('Gong user');
  return entry;
};

const refuseOverwriting = async (
  tx: Transaction,
  request: MappingRequest,
  entry: GongUserEntry,
  userGsid: string | null,
): Promise<string | null> => {
  const { gongUserId, mapping } = await mapped(tx, request, entry);
  const before = byHand(mapping);
  const [is, becomes] = [before, userGsid].map((gsid) => tagOfMapping(gongUserId, gsid)) as [string, string];
  refuseStale(request.ifMatch, { is, becomes, saved: before !== null });
  return before;
};

const mapped = async (tx: Transaction, key: GongUserKey, entry: GongUserEntry): Promise<MappedGongUser> => {
  const [now] = await mapGongUsers(tx, key, [entry]);
  if (now === undefined) throw new Error(`Gong user ${key.gongUserId} was lost in mid-transaction`);
  return now;
};

const listedAgain = async (tx: Transaction, key: GongUserKey, entry: GongUserEntry): Promise<ListedGongUser> => {
  const waiting = await waitingCalls(tx, key, [key.gongUserId]);
  return toListed(await mapped(tx, key, entry), waiting(key.gongUserId));
};

const refused = (what: string, message: string): ProblemError =>
  new ProblemError('mapping.user', what, [{ field: 'body.userGsid', message }]);
