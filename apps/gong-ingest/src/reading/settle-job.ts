import type { TenantDatabase } from '@gong-timeline/persistence';
import { layAside, saveSlice } from '../store/checkpoint-job';
import type { Stop } from '../store/job.table';
import { holdJob } from '../store/take-job';
import { endJob } from './end-jobs';
import type { ReadWindow } from './read-window';
import { tellJobProgressed } from './tell-job';
import type { RunningJob } from './write-pages';

/** How a job in hand is put down. Each first makes sure that it is still ours. */
export const endHeldJob = (
  database: TenantDatabase,
  job: RunningJob,
  stop: Stop & { readonly retriesAfterMs?: number },
): Promise<void> =>
  database.transaction(async (tx) => {
    await holdJob(tx, job);
    await endJob(tx, job, stop);
  });

/** The process ends: any other may go on with the job at once. */
export const giveBack = (database: TenantDatabase, job: RunningJob): Promise<void> =>
  database.transaction(async (tx) => {
    await holdJob(tx, job);
    await layAside(tx, job, tx.now, job.failingSince);
  });

/** Gives the lease back and says until when, and why. */
export const laidAside = (
  database: TenantDatabase,
  job: RunningJob,
  aside: { readonly until: Date; readonly failingSince: Date | null; readonly step: string },
): Promise<void> =>
  database.transaction(async (tx) => {
    const stop = await holdJob(tx, job);
    if (stop !== null) return endJob(tx, job, stop);
    await layAside(tx, job, aside.until, aside.failingSince);
    tellJobProgressed(tx, job, { step: aside.step, callsRead: job.callsRead, callsExpected: null });
  });

export const sliceRestarted = (database: TenantDatabase, job: RunningJob, slice: ReadWindow): Promise<RunningJob> =>
  database.transaction(async (tx) => {
    await holdJob(tx, job);
    await saveSlice(tx, job, slice);
    return { ...job, slice, cursor: null };
  });
