import { setTenantState, TenantGoneError, tenantRemains, wipeTenant } from '@gong-timeline/persistence';
import { spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { type Gong, startGong } from '../test/gong';
import { only } from '../test/outcomes';
import { connect, makeSchema, queue, type Replica } from '../test/replica';
import { type Scene, setScene } from '../test/scene';
import { nextSlot } from './schedule/slots';
import { forgetUnusedRates } from './store/forget-unused-rates';
import { wantRetries } from './store/retry-wanted.store';

const JOB = '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e21';

describe('a tenant that is suspended, or wiped (X3)', () => {
  let home: TestDatabase;
  let gong: Gong;
  let scene: Scene;
  let replica: Replica;
  let tenantId: string;
  let revision: number;

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-held'), startGong(spawnNode)]);
    await makeSchema(home);
  });
  afterAll(async () => {
    await gong?.stop();
    await home?.drop();
  });
  beforeEach(async () => {
    scene = await setScene({ home, gong, key: uniqueName('company') }, 300);
    ({ replica } = scene);
    ({ tenantId } = scene.connection);
    revision = 1;
  });
  afterEach(() => replica.close());

  const become = (state: 'active' | 'suspended' | 'wiping') =>
    replica.database.transaction((tx) => setTenantState(tx, tenantId, { state, revision: (revision += 1) }));
  const toNextSlot = () => {
    replica.clock.aheadMs = nextSlot(replica.clock.now(), 4).getTime() - Date.now() + 1_000;
  };
  const jobs = async () =>
    (await replica.outside.query<{ trigger: string }>('SELECT trigger FROM job WHERE tenant_id = $1', [tenantId])).map(
      ({ trigger }) => trigger,
    );
  const left = async () =>
    (await tenantRemains(replica.database, tenantId)).filter(({ rows }) => rows > 0).map(({ table }) => table);

  it('stops at the next page when it is suspended, as Stopped (S7)', async () => {
    const jobId = await queue(replica, scene.connection);
    const job = await replica.take();
    await become('suspended');
    await replica.run(job!);
    const [read] = only(await replica.told(), 'job-read');
    expect(read).toMatchObject({ jobId, ending: 'stopped', reason: 'The tenant was suspended.' });
    expect(read.callsRead).toBeLessThan(300);
  });

  it('has its schedule, its retries and its waiting jobs held, and none of them lost', async () => {
    await become('suspended');
    await queue(replica, scene.connection);
    expect(await replica.take()).toBeNull();
    const { connectionId } = scene.connection;
    const wanted = { tenantId, connectionId, callId: '1', jobId: JOB, dueAt: new Date(0), byHand: false };
    await replica.database.within(tenantId).transaction((tx) => wantRetries(tx, [wanted]));
    await toNextSlot();
    await replica.scheduler.turn();
    expect(await jobs()).toEqual(['manual']);
    await become('active');
    await replica.scheduler.turn();
    expect((await jobs()).sort()).toEqual(['manual', 'retry']);
    expect(await replica.take()).not.toBeNull();
  });

  it('runs the slot that it missed once, when it is resumed', async () => {
    await become('suspended');
    await toNextSlot();
    await replica.scheduler.turn();
    expect(await jobs()).toEqual([]);
    await become('active');
    await replica.scheduler.turn();
    await replica.scheduler.turn();
    expect(await jobs()).toEqual(['schedule']);
  });

  it('is let go of by a job that is in hand when it is wiped, which writes nothing any more', async () => {
    await queue(replica, scene.connection);
    const job = await replica.take();
    await become('wiping');
    await wipeTenant(replica.database, tenantId);
    await replica.run(job!);
    expect(await left()).toEqual([]);
  });

  it('takes the rate of its Gong company along, unless another tenant reads there, too', async () => {
    await scene.runAll();
    const rates = () =>
      replica.outside.query('SELECT 1 FROM gong_rate WHERE api_base = $1', [scene.connection.apiBase]);
    expect(await rates()).toHaveLength(1);
    const other = await connect(replica, scene.company);
    await become('wiping');
    await wipeTenant(replica.database, tenantId, { andThen: forgetUnusedRates });
    expect(await rates()).toHaveLength(1);
    tenantId = other.tenantId;
    await become('wiping');
    await wipeTenant(replica.database, tenantId, { andThen: forgetUnusedRates });
    expect(await rates()).toHaveLength(0);
  });

  it('is not made again by what is late: a slot, a retry, a fact', async () => {
    await become('wiping');
    await wipeTenant(replica.database, tenantId);
    await toNextSlot();
    await replica.scheduler.turn();
    await expect(queue(replica, scene.connection)).rejects.toBeInstanceOf(TenantGoneError);
    expect(await left()).toEqual([]);
  });
});
