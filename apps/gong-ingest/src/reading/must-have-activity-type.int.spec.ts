import { retryWanted } from '@gong-timeline/contracts';
import { eventually, spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { deliver, factOf } from '../../test/facts';
import { type Gong, startGong } from '../../test/gong';
import { answer, count, only } from '../../test/outcomes';
import { makeSchema, queue } from '../../test/replica';
import { type Scene, setScene } from '../../test/scene';
import { startRetryOnRetryWanted } from '../start-retry-on-retry-wanted';

const MEETING = { id: 'meeting', name: 'Meeting', global: true, active: true };

describe('a job and its Activity Type (S7)', () => {
  let home: TestDatabase;
  let gong: Gong;
  let scene: Scene;
  /** As timeline-writer has them; it is down when null. */
  let types: readonly object[] | null;

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-types'), startGong(spawnNode)]);
    await makeSchema(home);
  });
  afterAll(async () => {
    await gong?.stop();
    await home?.drop();
  });
  beforeEach(() => {
    types = [MEETING];
  });
  afterEach(async () => {
    await scene.replica.outside.transaction(async (tx) => {
      for (const table of ['connection', 'retry_wanted', 'job']) await tx.query(`DELETE FROM ${table}`);
    });
    await scene.replica.close();
  });

  const begin = async (calls: number) => {
    const options = { activityTypes: () => types };
    scene = await setScene({ home, gong, key: uniqueName('company') }, calls, options);
    await scene.replica.outside.query(`UPDATE connection SET last_slot_at = '2999-01-01'`);
  };
  const later = (ms: number) => {
    scene.replica.clock.aheadMs += ms;
  };
  const run = async () => {
    await queue(scene.replica, scene.connection);
    await scene.replica.runDue();
    return scene.replica.told();
  };
  const requests = async () => Object.keys(await scene.company.requests()).filter((path) => path.includes('/v2/'));

  it.each([
    [
      'deactivated',
      [{ ...MEETING, active: false }],
      /^Nothing was read: the Activity Type Meeting is not active\. Choose/,
    ],
    ['no longer global', [{ ...MEETING, global: false }], /the Activity Type Meeting is not a global one\. Choose/],
    ['gone', [], /^Nothing was read: there is no Activity Type with the id meeting\. Choose/],
  ])('fails with the reason in words when it is %s, before Gong is asked for anything', async (_, now, reason) => {
    await begin(3);
    types = now;
    const told = await run();
    expect(count(told)).toEqual({ 'job-started': 1, 'job-read': 1 });
    expect(only(told, 'job-read')).toMatchObject([
      { ending: 'failed', callsRead: 0, reason: expect.stringMatching(reason) },
    ]);
    expect(await requests()).toEqual([]);
  });

  it('loses nothing by it: the next run reads back to the last one that read to its end', async () => {
    await begin(3);
    const first = only(await run(), 'job-started')[0];
    types = [{ ...MEETING, active: false }];
    later(4 * 3_600_000);
    await run();
    later(4 * 3_600_000);
    await run();
    types = [MEETING];
    later(4 * 3_600_000);
    const [started] = only(await run(), 'job-started');
    const lookBackMs = 30 * 24 * 3_600_000;
    expect(Date.parse(started?.from)).toBe(Date.parse(first?.to) - lookBackMs);
    expect(Date.parse(started?.to) - Date.parse(first?.to)).toBeGreaterThanOrEqual(12 * 3_600_000);
  });

  it('reads on with the type that its first calls carry, when it is deactivated in between', async () => {
    await begin(250);
    const jobId = await queue(scene.replica, scene.connection);
    const job = await scene.replica.take();
    const ends = new AbortController();
    await scene.company.fault({
      kind: 'slow',
      delayMs: 60_000,
      path: '/v2/calls/extensive',
      afterRequests: 1,
      times: 1,
    });
    const running = scene.replica.run(job as NonNullable<typeof job>, ends.signal);
    await eventually(async () => expect((await scene.jobRow(jobId))?.['calls_read']).toBe(100));
    ends.abort(new Error('The process ends'));
    await running;

    types = [{ ...MEETING, active: false }];
    await gong.mend();
    await scene.replica.runDue();
    const told = await scene.replica.told();
    expect(only(told, 'job-read')).toMatchObject([{ ending: 'read-to-end', callsRead: 250 }]);
    expect(new Set(only(told, 'call-captured').map(({ settings }) => settings.activityTypeId))).toEqual(
      new Set(['meeting']),
    );
  });

  it('waits for timeline-writer when it does not answer, says so, and then goes on', async () => {
    await begin(3);
    types = null;
    const waiting = await run();
    expect(count(waiting)).toEqual({ 'job-started': 1, 'job-progressed': 1 });
    expect(only(waiting, 'job-progressed')[0]?.step).toMatch(/^trying again at .*timeline-writer does not answer/);
    types = [MEETING];
    later(20_000);
    await scene.replica.runDue();
    expect(only(await scene.replica.told(), 'job-read')).toMatchObject([{ ending: 'read-to-end', callsRead: 3 }]);
  });

  describe('that is a retry (S28)', () => {
    const failedCall = async () => {
      await begin(1);
      const told = await run();
      await answer(scene.replica, told, 'company.not-found');
      const [captured] = only(told, 'call-captured');
      return { callId: captured?.callId as string, jobId: captured?.jobId as string };
    };
    const want = (call: { callId: string; jobId: string }, more: { byHand?: true } = {}) => {
      const { tenantId, connectionId } = scene.connection;
      const data = { ...call, connectionId, reason: 'It could succeed now.', ...more };
      return deliver(scene.replica.database, startRetryOnRetryWanted, factOf(retryWanted, tenantId, data));
    };
    const retry = async () => {
      await scene.replica.scheduler.turn();
      await scene.replica.runDue();
      return scene.replica.told();
    };

    it('fails alike, and what it was to read is tried again in an hour, or when an admin asks for it', async () => {
      const call = await failedCall();
      types = [{ ...MEETING, active: false }];
      await want(call);
      later(1_100);
      expect(only(await retry(), 'job-read')).toMatchObject([{ ending: 'failed', callsRead: 0 }]);
      later(59 * 60_000);
      expect(await retry()).toEqual([]);
      types = [MEETING];
      later(61_000);
      expect(count(await retry())).toMatchObject({ 'call-captured': 1, 'job-read': 1 });
    });

    it('is not held up when an admin has mended it and asks for it by hand', async () => {
      const call = await failedCall();
      types = [];
      await want(call);
      later(1_100);
      await retry();
      types = [MEETING];
      await want(call, { byHand: true });
      later(300);
      expect(count(await retry())).toMatchObject({ 'call-captured': 1, 'job-read': 1 });
    });
  });
});
