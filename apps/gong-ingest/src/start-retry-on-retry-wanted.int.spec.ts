import { randomUUID } from 'node:crypto';
import { type Fact, retryWanted } from '@gong-timeline/contracts';
import { spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { deliver, factOf } from '../test/facts';
import { type Gong, startGong } from '../test/gong';
import { answer, count, only } from '../test/outcomes';
import { makeSchema, queue, startReplica, type Told } from '../test/replica';
import { type Scene, setScene } from '../test/scene';
import { startRetryOnRetryWanted } from './start-retry-on-retry-wanted';

describe('retries (S28)', () => {
  let home: TestDatabase;
  let gong: Gong;
  let scene: Scene;
  let firstJob: string;
  let ids: string[];

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-retries'), startGong(spawnNode)]);
    await makeSchema(home);
  });
  afterAll(async () => {
    await gong?.stop();
    await home?.drop();
  });
  beforeEach(async () => {
    scene = await setScene({ home, gong, key: uniqueName('company') }, 3);
    const told = await scene.runAll();
    ids = captured(told);
    firstJob = only(told, 'job-started')[0]?.jobId as string;
    await answer(scene.replica, told, 'synced.created');
    // No slot comes in between, wherever a sentence moves the clock.
    await scene.replica.outside.query(`UPDATE connection SET last_slot_at = '2999-01-01'`);
  });
  afterEach(async () => {
    // The next one's clock may stand at another slot of this one's connection.
    await scene.replica.outside.transaction(async (tx) => {
      for (const table of ['connection', 'retry_wanted']) await tx.query(`DELETE FROM ${table}`);
    });
    await scene.replica.close();
  });

  const captured = (told: readonly Told[]) => only(told, 'call-captured').map(({ callId }) => callId as string);

  const wanted = (callId: string, byHand = true, more: Partial<Fact<typeof retryWanted>> = {}, jobId = firstJob) => {
    const { tenantId, connectionId } = scene.connection;
    const data = { callId, connectionId, jobId, reason: 'An admin asked for it.', ...(byHand ? { byHand } : {}) };
    return factOf(retryWanted, tenantId, data, more);
  };
  const hear = (...facts: Fact<typeof retryWanted>[]) =>
    deliver(scene.replica.database, startRetryOnRetryWanted, ...facts);
  const later = (ms: number) => {
    scene.replica.clock.aheadMs += ms;
  };
  const runRetries = async () => {
    await scene.replica.scheduler.turn();
    await scene.replica.runDue();
    return scene.replica.told();
  };

  it('asked for by hand are due at once, and take a call through again that has not changed (S16)', async () => {
    const [callId] = ids as [string];
    expect(await hear(wanted(callId))).toEqual([]);
    later(300);
    const told = await runRetries();
    expect(count(told)).toMatchObject({ 'job-started': 1, 'call-captured': 1, 'job-read': 1 });
    expect(only(told, 'job-started')).toMatchObject([{ trigger: 'retry', retries: [{ callId, jobId: firstJob }] }]);
    expect(only(told, 'call-captured')).toMatchObject([{ callId, resync: true, revision: 2, attempt: 2 }]);
    expect(only(told, 'job-read')).toMatchObject([{ ending: 'read-to-end', callsRead: 1 }]);
  });

  it('that nobody asked for by hand leave an unchanged call alone', async () => {
    expect(await hear(wanted(ids[0] as string, false))).toEqual([]);
    later(1_100);
    expect(count(await runRetries())).toMatchObject({ 'job-started': 1, 'synced.unchanged': 1 });
  });

  it('asked for twice are done once: told twice, delivered again, and delivered long after', async () => {
    const fact = wanted(ids[0] as string);
    const before = wanted(ids[0] as string, true, {
      occurredAt: new Date(Date.parse(fact.occurredAt) - 5).toISOString(),
    });
    expect(await hear(fact)).toEqual([]);
    expect(await hear(before)).toEqual(['asked for before']);
    expect(await hear(fact)).toEqual(['asked for before']);
    later(300);
    expect(count(await runRetries())).toMatchObject({ 'call-captured': 1 });
    later(60_000);
    expect(await hear(fact)).toEqual(['asked for before']);
    expect(await runRetries()).toEqual([]);

    const anew = wanted(ids[0] as string, true, { occurredAt: new Date(Date.now() + 60_000).toISOString() });
    expect(await hear(anew)).toEqual([]);
    later(300);
    expect(only(await runRetries(), 'call-captured')).toMatchObject([{ revision: 3, resync: true }]);
  });

  it('asked for by hand are done though another job has read the call since; others are not', async () => {
    await scene.runAll();
    const [byHand, byItself] = ids as [string, string];
    expect(await hear(wanted(byHand), wanted(byItself, false))).toEqual(['read again since']);
    await scene.runAll();
    later(1_100);
    expect(captured(await runRetries())).toEqual([byHand]);
  });

  it('that wait already are done once, by hand, when they are asked for', async () => {
    const [callId, other] = ids as [string, string];
    await hear(wanted(callId, false), wanted(other, false));
    await hear(wanted(callId));
    await hear(wanted(callId, false));
    later(1_100);
    const told = await runRetries();
    expect(count(told)).toMatchObject({ 'job-started': 1, 'call-captured': 1, 'synced.unchanged': 1 });
    expect(only(told, 'call-captured')).toMatchObject([{ callId, resync: true }]);
  });

  it('that a retry has in hand and not read yet are done by it when they are asked for meanwhile', async () => {
    const [callId] = ids as [string];
    await hear(wanted(callId, false));
    later(1_100);
    await scene.replica.scheduler.turn();
    const job = await scene.replica.take();
    await hear(wanted(callId));
    await scene.replica.run(job as NonNullable<typeof job>);
    expect(only(await scene.replica.told(), 'call-captured')).toMatchObject([{ callId, resync: true }]);
    later(60_000);
    expect(await runRetries()).toEqual([]);
  });

  it('end a call as private or gone that turned so meanwhile, asked for by hand or not', async () => {
    const [secret, gone, kept] = ids as [string, string, string];
    await scene.company.act(secret, 'private');
    await scene.company.deleteCall(gone);
    await hear(wanted(secret), wanted(gone), wanted(kept));
    later(300);
    const told = await runRetries();
    expect(count(told)).toMatchObject({ 'call-withheld': 1, 'call-gone': 1, 'call-captured': 1 });
    expect(only(told, 'call-withheld')[0]).not.toHaveProperty('content');
    expect(only(told, 'job-read')).toMatchObject([{ callsRead: 3 }]);
  });

  it('stay by hand until the call is on the Timeline: after a failure its retry takes it through again, too', async () => {
    const [callId] = ids as [string];
    await hear(wanted(callId));
    later(300);
    const [first] = (await runRetries()).filter(({ type }) => type === 'gong.call-captured.v1');
    await answer(scene.replica, [first as Told], 'company.not-found');
    await hear(wanted(callId, false, {}, first?.data.jobId));
    later(1_100);
    const [second] = (await runRetries()).filter(({ type }) => type === 'gong.call-captured.v1');
    expect(second?.data).toMatchObject({ callId, resync: true, revision: 3 });
    await answer(scene.replica, [second as Told], 'synced.unchanged');
    expect(count(await scene.runAll())).toMatchObject({ 'synced.unchanged': 3 });
  });

  it('of a call that was never read come to nothing', async () => {
    expect(await hear(wanted('999'), wanted('998', false))).toEqual(['unknown call', 'unknown call']);
    later(5_000);
    expect(await runRetries()).toEqual([]);
  });

  it('are not lost while the sync is off, and begin when it is switched on again (S7)', async () => {
    const { outside: database } = scene.replica;
    const toggle = (enabled: boolean) =>
      database.query(`UPDATE connection SET settings = settings || $2 WHERE connection_id = $1`, [
        scene.connection.connectionId,
        JSON.stringify({ enabled }),
      ]);
    await toggle(false);
    await hear(wanted(ids[0] as string, false), wanted(ids[1] as string));
    later(48 * 3_600_000);
    expect(await runRetries()).toEqual([]);
    await toggle(true);
    expect(only(await runRetries(), 'job-started').find(({ trigger }) => trigger === 'retry')).toMatchObject({
      retries: expect.arrayContaining(ids.slice(0, 2).map((callId) => ({ callId, jobId: firstJob }))),
    });
  });

  it('never read a call that another job has in hand: they wait for it', async () => {
    const other = await startReplica(home, scene.company);
    await queue(scene.replica, scene.connection);
    const run = await scene.replica.take();
    await hear(wanted(ids[0] as string));
    later(1_000);
    other.clock.aheadMs = scene.replica.clock.aheadMs;
    await other.scheduler.turn();
    expect(await other.take()).toBeNull();
    await scene.replica.run(run as NonNullable<typeof run>);
    await scene.replica.told();
    await other.runDue();
    await other.close();
    expect(only(await scene.replica.told(), 'call-captured')).toMatchObject([{ callId: ids[0], resync: true }]);
  });

  it('of an error of ours come with pauses that grow, as often as it fails, and start anew after a success', async () => {
    const [callId] = ids as [string];
    const pauses: number[] = [];
    // What a pause is counted from is the moment of the outcome, however long the spec takes to look.
    scene.replica.clock.hold();
    await hear(wanted(callId));
    later(300);
    for (let tries = 0; tries < 7; tries++) {
      const [again] = (await runRetries()).filter(({ type }) => type === 'gong.call-captured.v1');
      if (again === undefined) throw new Error(`Try ${tries} did not come`);
      const code = tries === 5 ? 'synced.updated' : 'internal.error';
      await answer(scene.replica, [again], code, { reference: randomUUID() });
      const [row] = await scene.replica.outside.query<{ due_at: Date }>('SELECT due_at FROM retry_wanted');
      if (row === undefined) {
        const anew = wanted(callId, true, { occurredAt: new Date(Date.now() + 60_000).toISOString() });
        await hear(anew);
        later(300);
        continue;
      }
      const pauseMs = row.due_at.getTime() - scene.replica.clock.now().getTime();
      pauses.push(pauseMs / 1000);
      later(pauseMs);
    }
    expect(pauses).toEqual([30, 120, 600, 3600, 14400, 30]);
  });
});
