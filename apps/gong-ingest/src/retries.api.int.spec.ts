import { randomUUID } from 'node:crypto';
import { connectionActivated, connectionNeedsReauthorization, connectionRevoked } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { eventually, spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { deliver, factOf } from '../test/facts';
import { type Gong, type GongCompany, startGong } from '../test/gong';
import { type Neighbours, type Service, startNeighbours, startWhole } from '../test/running-service';
import { holdConnectionOnConnectionNeedsReauthorization } from './hold-connection-on-connection-needs-reauthorization';
import { rememberConnectionOnConnectionActivated } from './remember-connection-on-connection-activated';
import { stopConnectionOnConnectionRevoked } from './stop-connection-on-connection-revoked';

const SETTINGS = {
  enabled: true,
  activityTypeId: 'meeting',
  intervalHours: 4,
  lookBackDays: 3,
  firstRunDays: 30,
  matchDomains: false,
  includeNotes: true,
};

describe('what is asked of gong-ingest', () => {
  let home: TestDatabase;
  let gong: Gong;
  let company: GongCompany;
  let neighbours: Neighbours;
  let service: Service;
  let database: Database;
  let tenantId: string;
  let connectionId: string;

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-asked'), startGong(spawnNode)]);
    neighbours = await startNeighbours(() => company);
    service = await startWhole(home, neighbours);
    database = service.running.app.get(Database);
  });
  afterAll(async () => {
    await service?.running.stop();
    await neighbours?.close();
    await gong?.stop();
    await home?.drop();
  });
  beforeEach(async () => {
    company = await gong.company(uniqueName('company'), 0);
    tenantId = uniqueName('tenant');
    connectionId = randomUUID();
    const data = { connectionId, name: 'Acme Gong', apiBaseUrl: company.apiBaseUrl, scopes: [] };
    await deliver(database, rememberConnectionOnConnectionActivated, factOf(connectionActivated, tenantId, data));
  });

  // No job of one sentence is in the way of the next one's.
  afterEach(() => save({ enabled: false }));

  const settingsPath = () => `/api/connections/${connectionId}/sync-settings`;
  const save = (more: object = {}) => service.call(tenantId, 'PUT', settingsPath(), { ...SETTINGS, ...more });
  const check = (as = tenantId) =>
    service.call(as, 'GET', `/internal/connections/${connectionId}/retry-check`, undefined, 'execution-log');

  describe('before a retry by hand is taken on (S28)', () => {
    it('says yes for a connection that is authorised and whose sync is on', async () => {
      await save();
      expect(await check()).toEqual({ status: 200, body: { connectionName: 'Acme Gong' } });
    });

    it('says in words that the sync is off (S7)', async () => {
      const detail = 'The sync of Acme Gong is off: switch it on and Save';
      expect(await check()).toMatchObject({ status: 409, body: { code: 'sync.off', detail } });
    });

    it('says in words why the connection cannot be used', async () => {
      await save();
      const lost = { connectionId, name: 'Acme Gong', reason: 'Gong said no.' };
      const hold = factOf(connectionNeedsReauthorization, tenantId, lost);
      await deliver(database, holdConnectionOnConnectionNeedsReauthorization, hold);
      const unusable = { status: 409, body: { code: 'connection.not-usable' } };
      expect(await check()).toMatchObject(unusable);
      expect((await check()).body.detail).toMatch(/must be authorised again/);
      await deliver(database, stopConnectionOnConnectionRevoked, factOf(connectionRevoked, tenantId, lost));
      expect((await check()).body.detail).toMatch(/was deleted/);
    });

    it('is not asked by people, nor about another tenant', async () => {
      await save();
      expect(await check(uniqueName('stranger'))).toMatchObject({ status: 404 });
      const path = `/internal/connections/${connectionId}/retry-check`;
      expect(await service.call(tenantId, 'GET', path)).toMatchObject({ status: 403 });
    });
  });

  it('Saves at once leave the settings of one of them, whole, and one sync behind the running one (S7)', async () => {
    await company.fault({ kind: 'slow', delayMs: 60_000, path: '/v2/users', times: 1 });
    const running = (await save()).body.job.jobId;
    const state = async () =>
      (await database.acrossTenants().query('SELECT state FROM job WHERE job_id = $1', [running]))[0];
    await eventually(async () => expect(await state()).toEqual({ state: 'running' }), { timeoutMs: 20_000 });
    const choices = [
      { intervalHours: 1, lookBackDays: 1, firstRunDays: 1, activityTypeId: 'call', matchDomains: true },
      { intervalHours: 12, lookBackDays: 12, firstRunDays: 12, activityTypeId: 'meeting', matchDomains: false },
      { intervalHours: 24, lookBackDays: 24, firstRunDays: 24, activityTypeId: 'call', includeNotes: false },
    ];
    const answers = await Promise.all([...choices, ...choices].map((choice) => save(choice)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const started = new Set(answers.map(({ body }) => body.job.jobId as string));
    expect([started.size, started.has(running)]).toEqual([1, false]);

    const { connectionId: _, nextSlotAt: __, ...stored } = (await service.call(tenantId, 'GET', settingsPath())).body;
    const same = choices.filter((choice) => {
      const { createUsersFor: ___, ...compared } = stored;
      return JSON.stringify(sorted(compared)) === JSON.stringify(sorted({ ...SETTINGS, ...choice }));
    });
    expect(same).toHaveLength(1);
  });

  const sorted = (settings: object) => Object.entries(settings).sort(([one], [other]) => (one < other ? -1 : 1));
});
