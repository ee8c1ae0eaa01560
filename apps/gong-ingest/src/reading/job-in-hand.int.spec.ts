import { readOutbox } from '@gong-timeline/persistence';
import { Metrics } from '@gong-timeline/runtime';
import { eventually, spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { type Gong, type GongCompany, startGong } from '../../test/gong';
import { callIds, count, only } from '../../test/outcomes';
import {
  connect,
  makeSchema,
  queue,
  type Replica,
  type ReplicaOptions,
  startReplica,
  type Told,
} from '../../test/replica';
import { type Scene, setScene } from '../../test/scene';
import { storeSettings } from '../store/connection.store';
import type { Connection } from '../store/connection.table';
import { endJobs, SWITCHED_OFF } from './end-jobs';
import { JobWorker } from './job-worker';

/** Everything told so far. */
const readAll = async ({ database }: Replica): Promise<Told[]> => (await readOutbox(database)) as unknown as Told[];

describe('a job', () => {
  let home: TestDatabase;
  let gong: Gong;
  let company: GongCompany;
  let replica: Replica;
  let connection: Connection;
  let jobRow: Scene['jobRow'];

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-ingest'), startGong(spawnNode)]);
    await makeSchema(home);
  });
  afterAll(async () => {
    await gong?.stop();
    await home?.drop();
  });
  afterEach(() => replica.close());

  const begin = async (calls: number, options: ReplicaOptions = {}) => {
    const scene = await setScene({ home, gong, key: uniqueName('company') }, calls, options);
    ({ company, replica, connection, jobRow } = scene);
  };

  it('stops at the next page when it is switched off, as Stopped (S7)', async () => {
    await begin(300);
    const jobId = await queue(replica, connection);
    const job = await replica.take();
    await replica.database.within(connection.tenantId).transaction((tx) => endJobs(tx, connection, SWITCHED_OFF));
    await replica.run(job!);
    const told = await replica.told();
    const [read] = only(told, 'job-read');
    expect(read).toMatchObject({ jobId, ending: 'stopped', reason: 'The sync was switched off.' });
    expect(read.callsRead).toBe(callIds(told).length);
    expect(read.callsRead).toBeLessThan(300);
  });

  it('stops while it waits for Gong, too (S7)', async () => {
    await begin(1, { leaseMs: 300 });
    await company.fault({ kind: 'slow', delayMs: 60_000, path: '/v2/calls/extensive' });
    const jobId = await queue(replica, connection);
    const running = replica.run((await replica.take())!);
    await replica.database.within(connection.tenantId).transaction((tx) => endJobs(tx, connection, SWITCHED_OFF));
    await running;
    expect(only(await replica.told(), 'job-read')).toEqual([expect.objectContaining({ jobId, ending: 'stopped' })]);
  });

  it('is given back when the process ends; another goes on from the checkpoint (S10)', async () => {
    await begin(250);
    await company.fault({ kind: 'slow', delayMs: 60_000, path: '/v2/calls/extensive', afterRequests: 2 });
    const jobId = await queue(replica, connection);
    const process = new AbortController();
    const running = replica.run((await replica.take())!, process.signal);
    await eventually(async () => expect(await jobRow(jobId)).toMatchObject({ calls_read: 200 }));
    process.abort(new Error('The process ends'));
    await running;
    expect(await jobRow(jobId)).toMatchObject({ state: 'running', lease_owner: null });

    const other = await startReplica(home, company);
    await other.runDue();
    const told = await other.told();
    expect(callIds(told)).toHaveLength(250);
    expect(count(told)).toMatchObject({ 'job-started': 1, 'job-read': 1 });
    expect(only(told, 'job-read')).toEqual([expect.objectContaining({ ending: 'read-to-end', callsRead: 250 })]);
    await other.close();
  });

  it('is not written by a replica that lost its lease', async () => {
    let release = () => undefined as void;
    const held = new Promise<void>((resolve) => (release = resolve));
    let asked = 0;
    await begin(250, {
      // It does not renew it while it hangs.
      leaseMs: 3_600_000,
      client: (client) =>
        new Proxy(client, {
          get: (target, name) =>
            name !== 'calls'
              ? Reflect.get(target, name).bind(target)
              : async (...args: Parameters<typeof client.calls>) => {
                  const page = await target.calls(...args);
                  if (++asked === 2) await held;
                  return page;
                },
        }),
    });
    const jobId = await queue(replica, connection);
    const hanging = replica.run((await replica.take())!);
    await eventually(async () => expect(await jobRow(jobId)).toMatchObject({ calls_read: 100 }));
    await replica.outside.transaction((tx) => tx.query(`UPDATE job SET lease_until = 'epoch'`));

    const other = await startReplica(home, company);
    const taken = await other.take();
    release();
    await hanging;
    expect(replica.logged.join('\n')).toContain('another replica goes on with the job');
    expect(await jobRow(jobId)).toMatchObject({ calls_read: 100, state: 'running' });
    await other.run(taken!);
    const told = await replica.told();
    expect([callIds(told).length, count(told)['job-read']]).toEqual([250, 1]);
    expect(only(told, 'job-read')).toEqual([expect.objectContaining({ ending: 'read-to-end', callsRead: 250 })]);
    await other.close();
  });

  it('goes on by itself when the database cut all connections in the middle of it', async () => {
    await begin(450);
    const slow = { kind: 'slow', delayMs: 150, path: '/v2/calls/extensive', times: 100 } as const;
    await company.fault({ ...slow, afterRequests: 1 });
    const worker = new JobWorker(replica.parts, { mostJobs: 2, pollMs: 20 }, new Metrics('gong-ingest'));
    worker.onApplicationBootstrap();
    const jobId = await queue(replica, connection);
    const other = await startReplica(home, company);
    for (const calls_read of [100, 200]) {
      await eventually(async () => {
        const [row] = await other.outside.query<{ calls_read: number }>(
          'SELECT calls_read FROM job WHERE job_id = $1',
          [jobId],
        );
        expect(row?.calls_read).toBeGreaterThanOrEqual(calls_read);
      });
      await other.outside.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
    }
    const read = await eventually(async () => only(await readAll(other), 'job-read')[0] ?? false, {
      timeoutMs: 20_000,
    });
    expect(read).toMatchObject({ jobId, ending: 'read-to-end', callsRead: 450 });
    const told = callIds(await readAll(other));
    expect([told.length, new Set(told).size]).toEqual([450, 450]);
    await worker.beforeApplicationShutdown();
    await other.close();
  });

  it('runs alone for its tenant and Gong company, whatever number of replicas looks for jobs (S6)', async () => {
    await begin(1);
    const second = await connect(replica, company, {}, connection.tenantId);
    const stranger = await connect(replica, company);
    await Promise.all([connection, second, stranger].map((each) => queue(replica, each)));
    const other = await startReplica(home, company);
    const first = await Promise.all([replica.take(), other.take()]);
    const taken = [...first, ...(await Promise.all([replica.take(), other.take()]))];
    const jobs = taken.filter((job) => job !== null);
    expect(jobs.map(({ tenantId }) => tenantId).sort()).toEqual([connection.tenantId, stranger.tenantId].sort());
    await Promise.all(jobs.map((job) => replica.run(job)));
    expect(await other.take()).toMatchObject({ tenantId: connection.tenantId });
    await other.close();
  });

  it('runs alone for its connection, also when Gong moved the company to another address meanwhile (S4)', async () => {
    await begin(1);
    await queue(replica, connection);
    const first = await replica.take();
    await queue(replica, { ...connection, apiBase: 'https://us-2.api.gong.io' });
    expect(await replica.take()).toBeNull();
    await replica.run(first!);
    expect(await replica.take()).not.toBeNull();
  });

  it('does not run when the connection was lost or switched off while the job was queued', async () => {
    await begin(1);
    const { database } = replica;
    await queue(replica, connection);
    await database
      .within(connection.tenantId)
      .transaction((tx) => storeSettings(tx, connection, { ...connection.settings, enabled: false }, new Date(0)));
    await replica.runDue();
    expect(only(await replica.told(), 'job-read')).toEqual([
      expect.objectContaining({ ending: 'stopped', callsRead: 0 }),
    ]);
    expect(await company.requests()).toEqual({});
  });
});
