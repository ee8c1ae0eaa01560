import { randomUUID } from 'node:crypto';
import { type CallFailed, type Connection, connect, SyncService } from '@gong-timeline/client';
import { connectionActivated } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { eventually, spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { deliver, factOf } from '../../test/facts';
import { type Gong, type GongCompany, startGong } from '../../test/gong';
import { headersFor, type Neighbours, type Service, startNeighbours, startWhole } from '../../test/running-service';
import { rememberConnectionOnConnectionActivated } from '../remember-connection-on-connection-activated';

describe('starting a sync over gRPC (X2)', () => {
  let home: TestDatabase;
  let gong: Gong;
  let company: GongCompany;
  let neighbours: Neighbours;
  let service: Service;
  let owner: Connection;
  let tenantId: string;
  let connectionId: string;

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-rpc'), startGong(spawnNode)]);
    company = await gong.company(uniqueName('company'), 5);
    neighbours = await startNeighbours(() => company);
    service = await startWhole(home, neighbours);
    owner = connect({ address: String(service.running.grpcAddress), token: '' });
  });
  afterAll(async () => {
    owner?.close();
    await service?.running.stop();
    await neighbours?.close();
    await gong?.stop();
    await home?.drop();
  });
  beforeEach(async () => {
    tenantId = uniqueName('tenant');
    connectionId = await newConnection();
  });

  const newConnection = async (): Promise<string> => {
    const id = randomUUID();
    const data = { connectionId: id, name: 'Acme Gong', apiBaseUrl: company.apiBaseUrl, scopes: [] };
    const database = service.running.app.get(Database);
    await deliver(database, rememberConnectionOnConnectionActivated, factOf(connectionActivated, tenantId, data));
    return id;
  };
  const switchOn = (id = connectionId) => service.call(tenantId, 'POST', `/api/connections/${id}/initiate-sync`);
  const start = (requestId = '', id = connectionId, as = tenantId, role = 'admin') =>
    owner.call(
      SyncService.startSync,
      { connectionId: id, requestId },
      { metadata: headersFor(as, { role, actorId: 'token:a' }) },
    );
  const failure = (promise: Promise<unknown>): Promise<CallFailed> =>
    promise.then(
      () => Promise.reject(new Error('It did not fail')),
      (error: CallFailed) => error,
    );

  it('is refused while the sync is off, of no such connection, of another tenant, and to a member', async () => {
    const off = await failure(start());
    expect([off.status, off.code]).toEqual(['FAILED_PRECONDITION', 'sync.off']);
    expect((await failure(start('', randomUUID()))).code).toBe('not-found');
    await switchOn();
    expect((await failure(start('', connectionId, 'somebody'))).code).toBe('not-found');
    expect((await failure(start('', connectionId, tenantId, 'member'))).code).toBe('auth.forbidden');
    expect((await failure(start('short'))).fields.map(({ field }) => field)).toEqual(['request_id']);
  });

  it('has one effect however often it is sent with one request id, a hundred at once; another id starts another', async () => {
    await switchOn();
    const requestId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 100 }, () => start(requestId)));
    expect(new Set(answers.map(({ jobId }) => jobId)).size).toBe(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await ended(String(answers[0]?.jobId));
    expect((await start(requestId)).jobId).toBe(answers[0]?.jobId);
    expect((await start(randomUUID())).jobId).not.toBe(answers[0]?.jobId);
  }, 30_000);

  it('is refused with a request id of another connection; one that started nothing may be used again', async () => {
    const other = await newConnection();
    await Promise.all([switchOn(), switchOn(other)]);
    const requestId = randomUUID();
    await start(requestId);
    const reused = await failure(start(requestId, other));
    expect([reused.status, reused.code, reused.fields.map(({ field }) => field)]).toEqual([
      'ALREADY_EXISTS',
      'idempotency.key-reused',
      ['request_id'],
    ]);
    const again = randomUUID();
    expect((await failure(start(again, randomUUID()))).code).toBe('not-found');
    await start(again);
  });

  const ended = (jobId: string) =>
    eventually(async () => {
      const database = service.running.app.get(Database).within(tenantId);
      const sql = `SELECT 1 FROM job WHERE tenant_id = $1 AND job_id = $2 AND state = 'ended'`;
      expect(await database.query(sql, [tenantId, jobId])).toHaveLength(1);
    });
});
