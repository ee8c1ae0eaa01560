import { randomUUID } from 'node:crypto';
import { connectionActivated, connectionNeedsReauthorization, connectionRevoked } from '@gong-timeline/contracts';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { deliver, factOf } from '../test/facts';
import { count, only } from '../test/outcomes';
import { makeSchema, queue, type Replica, startReplica } from '../test/replica';
import { holdConnectionOnConnectionNeedsReauthorization as hold } from './hold-connection-on-connection-needs-reauthorization';
import { rememberConnectionOnConnectionActivated as remember } from './remember-connection-on-connection-activated';
import { stopConnectionOnConnectionRevoked as revoke } from './stop-connection-on-connection-revoked';
import { findConnection, storeSettings } from './store/connection.store';
import type { Connection } from './store/connection.table';

const noGong = { apiBaseUrl: 'http://127.0.0.1:1', token: async () => '' };
const at = (minutes: number) => ({ occurredAt: new Date(Date.UTC(2026, 2, 3, 12, minutes)).toISOString() });

describe('facts about connections (S4)', () => {
  let home: TestDatabase;
  let replica: Replica;
  let tenantId: string;
  let connectionId: string;

  beforeAll(async () => {
    home = await testDatabase('gong-connections');
    await makeSchema(home);
    replica = await startReplica(home, noGong);
  });
  afterAll(async () => {
    await replica.close();
    await home.drop();
  });
  beforeEach(async () => {
    tenantId = `tenant-${randomUUID()}`;
    connectionId = randomUUID();
    await replica.told();
  });

  const activated = (more: object = {}, when = at(0)) =>
    factOf(
      connectionActivated,
      tenantId,
      { connectionId, name: 'Acme Gong', apiBaseUrl: 'https://us-1.api.gong.io', scopes: [], ...more },
      when,
    );
  const lost = (event: typeof connectionRevoked, when: object) =>
    factOf(event, tenantId, { connectionId, name: 'Acme Gong', reason: 'expired' }, when);
  const known = async () =>
    (await findConnection(replica.database.within(tenantId), tenantId, connectionId)) as Connection;
  const enable = async () => {
    const connection = await known();
    const settings = { ...connection.settings, enabled: true };
    await replica.database
      .within(connection.tenantId)
      .transaction((tx) => storeSettings(tx, connection, settings, new Date(0)));
    return { ...connection, settings };
  };

  it('activated: it is remembered with the toggle off, once, however often it is told', async () => {
    expect(await deliver(replica.database, remember, activated())).toEqual([]);
    expect(await deliver(replica.database, remember, activated())).toEqual([
      'a newer state of the connection is known',
    ]);
    expect(await known()).toMatchObject({
      name: 'Acme Gong',
      apiBase: 'https://us-1.api.gong.io',
      state: 'active',
      connectedAt: new Date(at(0).occurredAt),
      settings: { enabled: false, activityTypeId: 'meeting', intervalHours: 4, lookBackDays: 3, firstRunDays: 30 },
    });
  });

  it('activated again: settings and the time of the first connecting stay, the address may be another', async () => {
    await deliver(replica.database, remember, activated());
    await enable();
    await deliver(
      replica.database,
      remember,
      activated({ name: 'New', apiBaseUrl: 'https://us-2.api.gong.io' }, at(5)),
    );
    expect(await known()).toMatchObject({
      name: 'New',
      apiBase: 'https://us-2.api.gong.io',
      connectedAt: new Date(at(0).occurredAt),
      settings: { enabled: true },
    });
  });

  it('needs re-authorization: jobs that wait fail with the reason, a running one is asked to, retries go on waiting', async () => {
    await deliver(replica.database, remember, activated());
    const connection = await enable();
    const running = await queue(replica, connection);
    const job = await replica.take();
    const waiting = await queue(replica, connection);
    await queue(replica, connection, 'retry');
    await replica.told();

    await deliver(replica.database, hold, lost(connectionNeedsReauthorization, at(1)));
    expect(await known()).toMatchObject({ state: 'needs-reauthorization', stateReason: 'expired' });
    const told = await replica.told();
    expect(count(told)).toEqual({ 'job-started': 1, 'job-read': 1 });
    const reason = expect.stringMatching(/tokens of the connection "Acme Gong": an admin has to authorize it again/);
    expect(only(told, 'job-read')).toEqual([
      expect.objectContaining({ jobId: waiting, ending: 'failed', callsRead: 0, reason }),
    ]);
    await replica.run(job!);
    expect(only(await replica.told(), 'job-read')).toEqual([
      expect.objectContaining({ jobId: running, ending: 'failed' }),
    ]);
    const jobs = await replica.outside.query(`SELECT 1 FROM job WHERE tenant_id = $1 AND state <> 'ended'`, [tenantId]);
    expect(jobs).toEqual([]);
    expect(await deliver(replica.database, hold, lost(connectionNeedsReauthorization, at(1)))).toEqual([
      'unknown connection, or a newer state of it is known',
    ]);
    expect(await replica.told()).toEqual([]);
  });

  it('revoked: its jobs stop, and a late fact does not bring it back', async () => {
    await deliver(replica.database, remember, activated());
    await queue(replica, await enable());
    await deliver(replica.database, revoke, lost(connectionRevoked, at(2)));
    expect(only(await replica.told(), 'job-read')).toEqual([
      expect.objectContaining({
        ending: 'stopped',
        reason: expect.stringMatching(/^The connection "Acme Gong" was deleted/),
      }),
    ]);
    await deliver(replica.database, remember, activated({}, at(1)));
    await deliver(replica.database, remember, activated({}, at(3)));
    expect(await known()).toMatchObject({ state: 'revoked' });
  });

  it('revoked: for good, also when the clock that said so was behind the one that activated it', async () => {
    await deliver(replica.database, remember, activated({}, at(2)));
    expect(await deliver(replica.database, revoke, lost(connectionRevoked, at(1)))).toEqual([]);
    expect(await known()).toMatchObject({ state: 'revoked' });
  });

  it('out of order: an older loss does not touch a connection that was authorised again since', async () => {
    await deliver(replica.database, remember, activated({}, at(2)));
    expect(await deliver(replica.database, hold, lost(connectionNeedsReauthorization, at(1)))).toHaveLength(1);
    expect(await known()).toMatchObject({ state: 'active' });
  });

  it('of a connection nobody knows, or of another tenant, change nothing', async () => {
    await deliver(replica.database, remember, activated());
    const stranger = { ...lost(connectionRevoked, at(9)), tenantId: 'stranger' };
    expect(await deliver(replica.database, revoke, stranger)).toHaveLength(1);
    expect(await known()).toMatchObject({ state: 'active' });
  });

  it('leave nothing behind when the transaction fails', async () => {
    const failing = replica.database.within(tenantId).transaction(async (tx) => {
      const step = { tx, now: tx.now, tell: () => undefined, ignore: () => undefined };
      await remember([activated()], step);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await known()).toBeNull();
  });
});
