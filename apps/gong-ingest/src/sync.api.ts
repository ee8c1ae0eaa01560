import { randomUUID } from 'node:crypto';
import {
  getSyncSettings,
  initiateSync,
  type ResponseOf,
  type SyncSettingsInput,
  saveSyncSettings,
  startSync,
} from '@gong-timeline/contracts';
import { Database, type Transaction } from '@gong-timeline/persistence';
import {
  Clock,
  Implements,
  Input,
  type InputOf,
  notFound,
  ProblemError,
  type ServiceClient,
} from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { endJobs, SWITCHED_OFF } from './reading/end-jobs';
import { JobWorker } from './reading/job-worker';
import { latestSlot } from './schedule/slots';
import { checkActivityType } from './settings/check-activity-type';
import { initiatedSettings } from './settings/default-settings';
import { mustBeActive, queueRun, startRun, toSyncSettings, usableConnection } from './settings/start-run';
import { findConnection, storeSettings } from './store/connection.store';
import type { Connection } from './store/connection.table';

/** Injection token of the client of timeline-writer. */
export const TIMELINE_WRITER = Symbol('TIMELINE_WRITER');

@Controller()
export class SyncApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(JobWorker) private readonly worker: JobWorker,
    @Inject(TIMELINE_WRITER) private readonly timelineWriter: ServiceClient,
  ) {}

  @Implements(getSyncSettings)
  async read(
    @Input() { params, identity }: InputOf<typeof getSyncSettings>,
  ): Promise<ResponseOf<typeof getSyncSettings>> {
    const connection = await findConnection(this.database, identity.tenantId, params.connectionId);
    if (connection === null) throw notFound('connection');
    return toSyncSettings(connection, this.clock.now());
  }

  @Implements(saveSyncSettings)
  async save(@Input() input: InputOf<typeof saveSyncSettings>): Promise<ResponseOf<typeof saveSyncSettings>> {
    const { params, identity, body, correlationId, traceparent } = input;
    const { tenantId } = identity;
    await checkActivityType(this.timelineWriter, {
      tenantId,
      activityTypeId: body.activityTypeId,
      correlationId,
      traceparent,
    });
    return this.change(tenantId, params.connectionId, async (tx, connection) => {
      if (body.enabled) mustBeActive(connection);
      const settings = await this.store(tx, connection, body);
      if (body.enabled)
        return { settings, job: await queueRun(tx, connection, { jobId: randomUUID(), trigger: 'save' }) };
      await endJobs(tx, connection, SWITCHED_OFF);
      return { settings, job: null };
    });
  }

  @Implements(initiateSync)
  initiate(@Input() { params, identity }: InputOf<typeof initiateSync>): Promise<ResponseOf<typeof initiateSync>> {
    return this.change(identity.tenantId, params.connectionId, async (tx, connection) => {
      mustBeActive(connection);
      const settings = await this.store(tx, connection, initiatedSettings(connection.settings));
      return { settings, job: await startRun(tx, connection, { jobId: randomUUID(), trigger: 'manual' }) };
    });
  }

  @Implements(startSync)
  start(@Input() { params, identity }: InputOf<typeof startSync>): Promise<ResponseOf<typeof startSync>> {
    return this.change(identity.tenantId, params.connectionId, (tx, connection) => {
      mustBeActive(connection);
      if (!connection.settings.enabled) {
        throw new ProblemError('sync.off', `The sync of ${connection.name} is off: switch it on and Save`);
      }
      return startRun(tx, connection, { jobId: randomUUID(), trigger: 'manual' });
    });
  }

  private async change<T>(
    tenantId: string,
    connectionId: string,
    work: (tx: Transaction, connection: Connection) => Promise<T>,
  ): Promise<T> {
    const result = await this.database.transaction(async (tx) =>
      work(tx, await usableConnection(tx, tenantId, connectionId)),
    );
    this.worker.wake();
    return result;
  }

  /** The run that a Save starts stands for the slots up to now. */
  private async store(tx: Transaction, connection: Connection, settings: SyncSettingsInput) {
    await storeSettings(tx, connection, settings, latestSlot(tx.now, settings.intervalHours));
    return toSyncSettings({ ...connection, settings }, tx.now);
  }
}
