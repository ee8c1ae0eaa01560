import { randomUUID } from 'node:crypto';
import { connectionActivated } from '@gong-timeline/contracts';
import { Database, readOutbox } from '@gong-timeline/persistence';
import { eventually, spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { deliver, factOf } from '../../test/facts';
import { type Gong, type GongCompany, startGong } from '../../test/gong';
import {
  type CallerName,
  type Neighbours,
  type Service,
  startNeighbours,
  startWhole,
} from '../../test/running-service';
import { rememberConnectionOnConnectionActivated } from '../remember-connection-on-connection-activated';

/** As the service runs it: what is given to whom, and how much of Gong's limit looks may take. */
describe('looking at a call over HTTP (S13)', () => {
  let home: TestDatabase;
  let gong: Gong;
  let company: GongCompany;
  let neighbours: Neighbours;
  let service: Service;
  let database: Database;
  const tenantId = uniqueName('tenant');
  const connectionId = randomUUID();

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-media-api'), startGong(spawnNode)]);
    company = await gong.company(uniqueName('company'), 30);
    neighbours = await startNeighbours(() => company);
    service = await startWhole(home, neighbours);
    database = service.running.app.get(Database);
    const data = { connectionId, name: 'Acme Gong', apiBaseUrl: company.apiBaseUrl, scopes: [] };
    await deliver(database, rememberConnectionOnConnectionActivated, factOf(connectionActivated, tenantId, data));
  });
  afterAll(async () => {
    await service?.running.stop();
    await neighbours?.close();
    await gong?.stop();
    await home?.drop();
  });

  const told = async (type: string) =>
    (await readOutbox(database)).filter((fact) => fact.type === `gong.${type}.v1`).map(({ data }) => data as never);
  const read = async (times: number): Promise<{ callId: string }[]> => {
    await service.call(tenantId, 'POST', `/api/connections/${connectionId}/initiate-sync`);
    await eventually(async () => expect(await told('job-read')).toHaveLength(times), { timeoutMs: 20_000 });
    expect(await told('job-read')).toContainEqual(expect.objectContaining({ ending: 'read-to-end' }));
    return told('call-captured');
  };
  const look = (callId: string, by: CallerName = 'timeline-writer', as = tenantId) =>
    service.call(as, 'GET', `/internal/calls/${callId}/recording`, undefined, by);

  it('is for our own services only, stops at nine tenths of the day, and leaves the rest to the sync', async () => {
    const callId = (await read(1))[0]?.callId ?? '';
    expect(await look(callId, 'gateway')).toMatchObject({ status: 403 });
    expect(await look(callId, 'timeline-writer', 'stranger')).toMatchObject({ status: 404 });
    expect((await look('no-number')).status).toBe(400);

    const use = (used: number) => database.transaction((tx) => tx.query('UPDATE gong_rate SET used = $1', [used]));
    await use(900_000);
    expect((await look(callId)).body).toEqual({ loaded: false, why: 'limit-reached' });
    await read(2);

    await use(0);
    const { status, body } = await look(callId);
    expect([status, body.loaded, body.recording.audioUrl]).toEqual([200, true, expect.stringMatching(/^http/)]);
  });
});
