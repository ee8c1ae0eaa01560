import { randomBytes } from 'node:crypto';
import { type Fact, type gongUserSeen, retryWanted } from '@gong-timeline/contracts';
import type { BatchHandler, Step } from '@gong-timeline/messaging';
import { uuidV7 } from '../directory/uuid-v7';
import { saveGongUsers } from '../store/gong-users';
import { endWaitsFor } from '../store/waits';
import { retryWhatWaitedForCreated } from '../waiting/retry-what-waited-for-created';
import { waitKey } from '../waiting/wait-keys';
import { admitMissingUsers } from './admit-missing-users';
import { couldLetCallsSucceed } from './could-let-calls-succeed';
import { type NewestOfGongUser, takeNewestOfGongUsers } from './take-newest-of-gong-users';

type Seen = NewestOfGongUser<Fact<typeof gongUserSeen>>;

/** S27: Gong's user list, mapped by the rules. Creates the Users that are missing where an admin wants that. */
export const rememberGongUserOnGongUserSeen: BatchHandler<typeof gongUserSeen> = async (facts, step) => {
  const seen = await takeNewestOfGongUsers(facts, ({ data }) => data.user.gongUserId, step);
  if (seen.length === 0) return;
  await saveGongUsers(
    step.tx,
    seen.map(({ tenantId, fact: { data } }) => ({ tenantId, ...data })),
  );
  const wanted = seen.filter(({ fact: { data } }) => data.active && data.createMissing);
  const created = await admitMissingUsers(
    step.tx,
    wanted.map(({ tenantId, fact: { data } }) => ({ tenantId, ...data })),
    () => uuidV7(step.now, randomBytes(10)),
  );
  for (const ofJob of byTenantAndJob(seen)) await retryWhatWaited(ofJob, step);
  const causes = seen.map(({ fact }) => fact);
  await retryWhatWaitedForCreated(created, causes, step);
};

/** What the very job read that told the list was decided by this list already. */
const retryWhatWaited = async (seen: readonly [Seen, ...Seen[]], { tx, tell }: Step): Promise<void> => {
  const [{ fact: cause }] = seen;
  const keys = seen
    .filter(({ before, fact }) => couldLetCallsSucceed(before?.emailKeys ?? [], fact.data.user))
    .map(({ connectionId, gongUserId }) => waitKey.gongUser(connectionId, gongUserId));
  for (const wait of await endWaitsFor(tx, cause.tenantId, keys, cause.correlationId)) {
    tell(retryWanted, cause, { ...wait, reason: "The owner's e-mail changed in Gong's user list." });
  }
};

const byTenantAndJob = (seen: readonly Seen[]): [Seen, ...Seen[]][] => {
  const groups = new Map<string, [Seen, ...Seen[]]>();
  for (const user of seen) {
    const key = `${user.tenantId}/${user.fact.correlationId}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [user]);
    else group.push(user);
  }
  return [...groups.values()];
};
