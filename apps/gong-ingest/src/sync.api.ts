import { randomUUID } from 'node:crypto';
import { getSyncSettings, initiateSync, type ResponseOf, saveSyncSettings, startSync } from '@gong-timeline/contracts';
import { Database, type Transaction } from '@gong-timeline/persistence';
import { Clock, Implements, Input, type InputOf, refuseStale, changesOf, recordAudit } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { endJobs, SWITCHED_OFF } from './reading/end-jobs';
import { JobWorker } from './reading/job-worker';
import { latestSlot } from './schedule/slots';
import { initiatedSettings } from './settings/default-settings';
import { KnownConnections } from './settings/known-connections';
import { tagOfSettings, wasSaved } from './settings/settings-tag';
import { SettingsCheck } from './settings/settings-check';
import { mustBeActive, mustBeOn, queueRun, startRun, toSyncSettings, usableConnection } from './settings/start-run';
import type { StoredSettings } from './settings/stored-settings';
import { storeSettings } from './store/connection.store';
import type { Connection } from './store/connection.table';

type ConnectionInput = Pick<InputOf<typeof startSync>, 'identity' | 'params' | 'correlationId'>;

/** Over HTTP and gRPC alike. */
type StartInput = Pick<InputOf<typeof startSync>, 'identity' | 'params' | 'correlationId' | 'traceparent'>;

const asked = ({ identity, params, correlationId }: ConnectionInput) => ({
  tenantId: identity.tenantId,
  connectionId: params.connectionId,
  correlationId,
});

const objectOf = ({ connectionId, name }: Connection, kind: 'sync-settings' | 'connection') => ({
  kind,
  id: connectionId,
  name,
});

@Controller()
export class SyncApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(JobWorker) private readonly worker: JobWorker,
    @Inject(SettingsCheck) private readonly settingsCheck: SettingsCheck,
    @Inject(KnownConnections) private readonly connections: KnownConnections,
  ) {}

  @Implements(getSyncSettings)
  async read(@Input() input: InputOf<typeof getSyncSettings>): Promise<ResponseOf<typeof getSyncSettings>> {
    const connection = await this.connections.find(asked(input));
    input.response.set('etag', tagOfSettings(connection.settings));
    return toSyncSettings(connection, this.clock.now());
  }

  @Implements(saveSyncSettings)
  async save(@Input() input: InputOf<typeof saveSyncSettings>): Promise<ResponseOf<typeof saveSyncSettings>> {
    const { body, correlationId, traceparent } = input;
    const { tenantId, settings: known } = await this.connections.find(asked(input));
    const checked = await this.settingsCheck.check(body, { known, tenantId, correlationId, traceparent });
    return this.change(input, async (tx, connection) => {
      if (body.enabled) mustBeActive(connection);
      const settings = await this.store(tx, connection, checked, input);
      const changes = changesOf({ ...connection.settings }, { ...checked });
      recordAudit(tx, input, {
        action: 'sync-settings.saved',
        object: objectOf(connection, 'sync-settings'),
        ...changes,
      });
      if (body.enabled)
        return { settings, job: await queueRun(tx, connection, { jobId: randomUUID(), trigger: 'save' }) };
      await endJobs(tx, connection, SWITCHED_OFF);
      return { settings, job: null };
    });
  }

  @Implements(initiateSync)
  initiate(@Input() input: InputOf<typeof initiateSync>): Promise<ResponseOf<typeof initiateSync>> {
    return this.change(input, async (tx, connection) => {
      mustBeActive(connection);
      const initiated = initiatedSettings(connection.settings);
      const settings = await this.store(tx, connection, initiated, input);
      const changes = changesOf({ ...connection.settings }, { ...initiated });
      recordAudit(tx, input, { action: 'sync.initiated', object: objectOf(connection, 'sync-settings'), ...changes });
      return { settings, job: await startRun(tx, connection, { jobId: randomUUID(), trigger: 'manual' }) };
    });
  }

  @Implements(startSync)
  start(@Input() input: StartInput): Promise<ResponseOf<typeof startSync>> {
    return this.change(input, async (tx, connection) => {
      mustBeActive(connection);
      mustBeOn(connection);
      const started = await startRun(tx, connection, { jobId: randomUUID(), trigger: 'manual' });
      recordAudit(tx, input, { action: 'sync.started', object: objectOf(connection, 'connection'), after: started });
      return started;
    });
  }

  private async change<T>(
    input: ConnectionInput,
    work: (tx: Transaction, connection: Connection) => Promise<T>,
  ): Promise<T> {
    const { tenantId, connectionId } = await this.connections.find(asked(input));
    const result = await this.database
      .within(tenantId)
      .transaction(async (tx) => work(tx, await usableConnection(tx, tenantId, connectionId)));
    this.worker.wake();
    return result;
  }

  /** Two admins never overwrite each other unseen. The run that a Save starts stands for the slots up to now. */
  private async store(
    tx: Transaction,
    connection: Connection,
    settings: StoredSettings,
    { ifMatch, response }: Pick<InputOf<typeof saveSyncSettings>, 'ifMatch' | 'response'>,
  ) {
    const [is, becomes] = [tagOfSettings(connection.settings), tagOfSettings(settings)];
    refuseStale(ifMatch, { is, becomes, saved: wasSaved(connection.settings) });
    response.set('etag', becomes);
    await storeSettings(tx, connection, settings, latestSlot(tx.now, settings.intervalHours));
    return toSyncSettings({ ...connection, settings }, tx.now);
  }
}
