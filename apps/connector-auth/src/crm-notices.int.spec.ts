import { randomUUID } from 'node:crypto';
import {
  crmSeen,
  type DataOf,
  directorySettingsSaved,
  type EventDefinition,
  type Fact,
} from '@gong-timeline/contracts';
import { type BatchHandler, type Ignored, stepFor } from '@gong-timeline/messaging';
import { Database } from '@gong-timeline/persistence';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { type Caller, type Service, startReplica } from '../test/running-service';
import { rememberCrmOnCrmSeen as seen } from './remember-crm-on-crm-seen';
import { rememberCrmOnDirectorySettingsSaved as saved } from './remember-crm-on-directory-settings-saved';

describe('what a connection says of the CRM at Gong (S5)', () => {
  let home: TestDatabase;
  let service: Service;
  let database: Database;
  let ana: Caller;
  let connectionId: string;

  beforeAll(async () => {
    home = await testDatabase('connector-auth-crm');
    // Nothing here is asked of Gong.
    service = await startReplica(home, { url: 'https://gong.example', clientId: 'us', clientSecret: 'hush-hush' });
    database = service.running.app.get(Database);
  });
  afterAll(async () => {
    await service?.running.stop();
    await home?.drop();
  });
  beforeEach(async () => {
    ana = { tenantId: uniqueName('tenant'), actorId: 'ana' };
    const created = await service.call(ana, 'POST', '/api/connections', { connector: 'gong', name: 'Acme Gong' });
    connectionId = created.body.connection.connectionId;
  });

  const DAY_MS = 24 * 60 * 60 * 1000;
  const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
  const hear = async <E extends EventDefinition>(
    event: E,
    handler: BatchHandler<E>,
    facts: readonly { data: DataOf<E>; occurredAt?: string; tenantId?: string }[],
  ) => {
    const told = facts.map(
      ({ data, occurredAt = ago(0), tenantId = ana.tenantId }) =>
        ({ id: randomUUID(), type: event.type, tenantId, subject: event.subject(data), occurredAt, data }) as Fact<E>,
    );
    const ignored: Ignored[] = [];
    const tenants = told.map(({ tenantId }) => tenantId);
    await database.within(tenants).transaction((tx) => handler(told, stepFor(tx, ignored)));
    return ignored.map(({ reason }) => reason);
  };
  const sees = (system: 'Salesforce' | 'HubSpot', days = 0) =>
    hear(crmSeen, seen, [{ data: { connectionId, system, seenAt: ago(days) } }]);
  const saves = (crmSystem: 'Salesforce' | 'MicrosoftDynamic' | null, days = 0) =>
    hear(directorySettingsSaved, saved, [{ data: { crmSystem }, occurredAt: ago(days) }]);
  const codes = async () =>
    (await service.call(ana, 'GET', `/api/connections/${connectionId}`)).body.notices.map(({ code }) => code);

  it('appears with the first such call, however often it is told, in the list as well', async () => {
    expect(await codes()).toEqual([]);
    await sees('HubSpot');
    await sees('HubSpot');
    await sees('HubSpot', 20);
    expect(await codes()).toEqual(['crm.hubspot']);
    const [listed] = (await service.call(ana, 'GET', '/api/connections')).body.items;
    expect(listed?.notices).toMatchObject([{ code: 'crm.hubspot', message: expect.stringContaining('not supported') }]);
  });

  it('goes when the directory is corrected, and an older fact does not bring it back', async () => {
    await sees('Salesforce');
    await saves('MicrosoftDynamic', 2);
    expect(await codes()).toEqual(['crm.mismatch']);
    await saves('Salesforce', 1);
    expect(await codes()).toEqual([]);
    expect(await saves('MicrosoftDynamic', 2)).toEqual(['newer settings of the directory are known']);
    expect(await codes()).toEqual([]);
    await saves(null);
    expect(await codes()).toEqual(['crm.mismatch']);
  });

  it('is forgotten when no call has carried objects of that CRM for a month', async () => {
    await sees('HubSpot', 31);
    expect(await codes()).toEqual([]);
  });

  it('is of this connection and this tenant only, and ends with the connection', async () => {
    const other = uniqueName('tenant');
    await hear(crmSeen, seen, [
      { data: { connectionId, system: 'HubSpot', seenAt: ago(0) }, tenantId: other },
      { data: { connectionId: randomUUID(), system: 'HubSpot', seenAt: ago(0) } },
    ]);
    expect(await codes()).toEqual([]);
    await sees('HubSpot');
    await service.call(ana, 'DELETE', `/api/connections/${connectionId}`);
    expect(await codes()).toEqual([]);
  });

  it('leaves nothing behind when the transaction fails', async () => {
    const failing = database.within(ana.tenantId).transaction(async (tx) => {
      await seen(
        [{ tenantId: ana.tenantId, data: { connectionId, system: 'HubSpot', seenAt: ago(0) } } as never],
        stepFor(tx),
      );
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await codes()).toEqual([]);
  });
});
