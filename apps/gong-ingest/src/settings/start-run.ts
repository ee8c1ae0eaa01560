import type { ResponseOf, SyncSettings, startSync } from '@gong-timeline/contracts';
import type { Trigger } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import { notFound, ProblemError } from '@gong-timeline/runtime';
import { nextSlot } from '../schedule/slots';
import { lockConnection } from '../store/connection.store';
import type { Connection } from '../store/connection.table';
import { activeRuns, queueJob } from '../store/queue-job';
import { saidSettings } from './stored-settings';

type StartedJob = ResponseOf<typeof startSync>;

/** Locks it, so that two requests at once come one after the other. */
export const usableConnection = async (
  tx: Transaction,
  tenantId: string,
  connectionId: string,
): Promise<Connection> => {
  const connection = await lockConnection(tx, tenantId, connectionId);
  if (connection === null) throw notFound('connection');
  return connection;
};

export const mustBeActive = ({ name, state }: Connection): void => {
  if (state === 'active') return;
  const what = state === 'revoked' ? 'was deleted' : 'must be authorised again at Gong first';
  throw new ProblemError('connection.not-usable', `The connection ${name} ${what}`);
};

/** S7: off means off. */
export const mustBeOn = ({ name, settings }: Connection): void => {
  if (settings.enabled) return;
  throw new ProblemError('sync.off', `The sync of ${name} is off: switch it on and Save`);
};

/** A run that is waiting or going on is not doubled (S6). */
export const startRun = async (
  tx: Transaction,
  connection: Connection,
  job: { readonly jobId: string; readonly trigger: Trigger },
): Promise<StartedJob> => {
  const [active] = await activeRuns(tx, connection);
  return active === undefined ? queueRun(tx, connection, job) : { jobId: active.jobId, alreadyRunning: true };
};

/** Whoever queues a run holds the lock of the connection: nobody queues another one between two looks. */
const MOST_LOOKS = 2;

/**
 * A Save during a run queues one more behind it, so that a sync with the new settings does start (S7). One that waits
 * already will begin with them. A replica may take that one between the two looks: it began with the old ones.
 */
export const queueRun = async (
  tx: Transaction,
  connection: Connection,
  job: { readonly jobId: string; readonly trigger: Trigger },
): Promise<StartedJob> => {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const queued = await queueJob(tx, connection, { ...job, slotAt: null });
    if (queued !== null) return { jobId: queued, alreadyRunning: false };
    const waiting = (await activeRuns(tx, connection)).find(({ state }) => state === 'queued');
    if (waiting !== undefined) return { jobId: waiting.jobId, alreadyRunning: true };
  }
  throw new Error(`Job ${job.jobId} was not queued, and no other waits`);
};

export const toSyncSettings = ({ connectionId, settings, state }: Connection, now: Date): SyncSettings => ({
  ...saidSettings(settings),
  connectionId,
  nextSlotAt: settings.enabled && state === 'active' ? nextSlot(now, settings.intervalHours).toISOString() : null,
});
