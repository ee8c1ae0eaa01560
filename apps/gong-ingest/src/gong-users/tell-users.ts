import { gongUserGone, gongUserSeen } from '@gong-timeline/contracts';
import type { TenantDatabase } from '@gong-timeline/persistence';
import type { UserList } from '../gong/read-users';
import { jobFact } from '../reading/job-fact';
import type { RunningJob } from '../reading/write-pages';
import { holdJob } from '../store/take-job';
import { markUsersGone, saveToldUsers, toldUsers } from '../store/told-user.store';
import { whatToTell } from './what-to-tell';

/**
 * S27: tells what is new in Gong's user list since it was told last. The job is held meanwhile: jobs of one connection
 * come one after the other, and a replica that lost this one, or that is to stop, tells nothing.
 */
export const tellUsers = (database: TenantDatabase, job: RunningJob, list: UserList): Promise<void> =>
  database.transaction(async (tx) => {
    if ((await holdJob(tx, job)) !== null) return;
    const { connectionId } = job;
    const createMissing = job.settings.createUsersFor === 'every-active-gong-user';
    const { seen, gone } = whatToTell(await toldUsers(tx, job), list, createMissing);

    const revisions = await saveToldUsers(
      tx,
      job,
      seen.map(({ listed, hash }) => ({ gongUserId: listed.user.gongUserId, hash })),
    );
    for (const { listed } of seen) {
      const revision = revisions.get(listed.user.gongUserId) ?? 1;
      tx.tell(gongUserSeen, jobFact(job, { connectionId, ...listed, revision, createMissing }));
    }
    for (const { gongUserId, revision } of await markUsersGone(tx, job, gone)) {
      tx.tell(gongUserGone, jobFact(job, { connectionId, gongUserId, revision }));
    }
  });
