import { whyConnectionNotUsable } from '@gong-timeline/domain';
import type { Database, Transaction } from '@gong-timeline/persistence';
import { saveStart } from '../store/checkpoint-job';
import { findConnection } from '../store/connection.store';
import type { Connection } from '../store/connection.table';
import { dropUnstartedJob } from '../store/end-job';
import type { Job, Stop } from '../store/job.table';
import { lastReadStartedAt } from '../store/queue-job';
import { takeRetries } from '../store/retry-wanted.store';
import { type Lease, takeJob } from '../store/take-job';
import { endJob, SWITCHED_OFF } from './end-jobs';
import { readWindow } from './read-window';
import { tellJobStarted } from './tell-job';
import type { RunningJob } from './write-pages';

/** Bounds the transaction that begins it; what is left over is due for the next retry. */
const CALLS_A_RETRY = 20_000;

export type Taken =
  | { readonly kind: 'none' }
  /** It was due and is over already: nothing is left to do for it. */
  | { readonly kind: 'over' }
  | { readonly kind: 'job'; readonly job: RunningJob };

/**
 * Takes the next job by lease; a new one begins in the same transaction, with the settings as they are now. Across
 * tenants: whose job is next is for the installation to say, as Gong's limits are.
 */
export const takeNextJob = (database: Database, lease: Lease, inHand: readonly string[]): Promise<Taken> =>
  database.acrossTenants().transaction(async (tx) => {
    const job = await takeJob(tx, lease, inHand);
    if (job === null) return { kind: 'none' };
    if (job.startedAt === null) return start(tx, job);
    if (job.stop !== null) {
      await endJob(tx, job, job.stop);
      return { kind: 'over' };
    }
    return { kind: 'job', job: started(job) };
  });

const start = async (tx: Transaction, job: Job): Promise<Taken> => {
  const connection = await findConnection(tx, job.tenantId, job.connectionId);
  if (connection === null) throw new Error(`Job ${job.jobId} is of a connection that is not known`);
  const { settings } = connection;
  const stop = reasonNotToRun(connection);
  if (stop !== null && job.trigger !== 'retry') {
    tellJobStarted(tx, job, { window: null, retries: [] });
    await endJob(tx, job, stop);
    return { kind: 'over' };
  }

  if (job.trigger === 'retry') {
    const retries = stop === null ? await takeRetries(tx, job, CALLS_A_RETRY) : [];
    if (retries.length === 0) {
      await dropUnstartedJob(tx, job);
      return { kind: 'over' };
    }
    await saveStart(tx, job, { settings, window: null });
    tellJobStarted(tx, job, { window: null, retries });
    return { kind: 'job', job: { ...job, startedAt: tx.now, settings } };
  }
  const window = readWindow({
    now: tx.now,
    lastReadStartedAt: await lastReadStartedAt(tx, job.tenantId, job.connectionId),
    connectedAt: connection.connectedAt,
    lookBackDays: settings.lookBackDays,
    firstRunDays: settings.firstRunDays,
  });
  await saveStart(tx, job, { settings, window });
  tellJobStarted(tx, job, { window, retries: [] });
  return { kind: 'job', job: { ...job, startedAt: tx.now, settings, window, slice: window } };
};

/** It was queued while the connection was being switched off or lost. */
const reasonNotToRun = ({ state, name, settings }: Connection): Stop | null => {
  if (state !== 'active') {
    return { ending: state === 'revoked' ? 'stopped' : 'failed', reason: whyConnectionNotUsable(state, name) };
  }
  return settings.enabled ? null : SWITCHED_OFF;
};

const started = (job: Job): RunningJob => {
  if (job.settings === null) throw new Error(`Job ${job.jobId} has begun without settings`);
  return { ...job, settings: job.settings };
};
