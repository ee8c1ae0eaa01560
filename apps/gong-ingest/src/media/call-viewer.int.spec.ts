import { randomUUID } from 'node:crypto';
import { connectionRevoked } from '@gong-timeline/contracts';
import { Clock } from '@gong-timeline/runtime';
import { spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { deliver, factOf } from '../../test/facts';
import { type Gong, startGong } from '../../test/gong';
import { count, only } from '../../test/outcomes';
import { connect, makeSchema, type ReplicaOptions } from '../../test/replica';
import { type Scene, setScene } from '../../test/scene';
import { stopConnectionOnConnectionRevoked } from '../stop-connection-on-connection-revoked';
import { CallViewer } from './call-viewer';
import { MediaApi } from './media.api';

type Input = Parameters<MediaApi['recording']>[0];

describe('recording and trackers when they are looked at (S13)', () => {
  let home: TestDatabase;
  let gong: Gong;
  let scene: Scene;
  let callId: string;
  const logged: string[] = [];

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-media'), startGong(spawnNode)]);
    await makeSchema(home);
  });
  afterAll(async () => {
    await gong?.stop();
    await home?.drop();
  });
  afterEach(() => scene.replica.close());

  /** One call, read by one run. */
  const begin = async (options: ReplicaOptions = {}) => {
    scene = await setScene({ home, gong, key: uniqueName('company') }, 0, options);
    callId = await scene.company.addCall({ template: 'usual' });
    await scene.runAll();
  };
  const api = (deadlineMs = 5_000): MediaApi => {
    const { database, parts } = scene.replica;
    const record = (fields: object, words?: string) => void logged.push(`${words} ${JSON.stringify(fields)}`);
    const patience = { waitInHandMs: 500, pausesMs: [10] };
    const log = { info: record, warn: record } as ConstructorParameters<typeof CallViewer>[0]['log'];
    return new MediaApi(
      new CallViewer({ database, gong: { ...parts.gong, ...patience }, log, deadlineMs }),
      new Clock(),
    );
  };
  const input = (tenantId = scene.connection.tenantId) =>
    ({ identity: { tenantId }, params: { callId }, correlationId: randomUUID() }) as unknown as Input;
  const recording = (through = api()) => through.recording(input());
  const trackers = () => api().trackers(input() as unknown as Parameters<MediaApi['trackers']>[0]);
  const failed = (why: string) => ({ loaded: false, why });

  it('reads the addresses of the recording anew each time, and stores and logs none of them', async () => {
    await begin();
    const answers = [await recording(), await recording()];
    const urls = answers.map((answer) => (answer.loaded ? answer.recording.audioUrl : null));
    expect(urls).toEqual([expect.stringContaining('X-Amz-Signature'), expect.stringContaining('X-Amz-Signature')]);
    expect(urls[0]).not.toBe(urls[1]);
    expect((await fetch(String(urls[0]))).status).toBe(200);
    const { rows } = (
      await scene.replica.outside.query<{ rows: string }>(
        `SELECT string_agg(t::text, '') AS rows FROM (SELECT o::text AS t FROM outbox o UNION ALL SELECT c::text FROM call_state c) x`,
      )
    )[0] as { rows: string };
    expect(`${rows}${logged.join()}${scene.replica.logged.join()}`).not.toContain('X-Amz');
  });

  it('reads the trackers with when they occur, wherever Gong lists the times', async () => {
    await begin();
    const occurrences = [{ startTime: 9.5 }];
    await scene.company.editCall(callId, {
      content: {
        trackers: [
          {
            name: 'Price',
            type: 'KEYWORD',
            count: 1,
            occurrences: [],
            phrases: [{ phrase: 'fee', count: 1, occurrences }],
          },
          { name: 'Silence', type: 'KEYWORD', count: 0, occurrences: [], phrases: [] },
        ],
      },
    });
    expect(await trackers()).toEqual({
      loaded: true,
      trackers: [
        { name: 'Price', type: 'KEYWORD', count: 1, phrases: [{ phrase: 'fee', count: 1 }], occurrences: [9.5] },
      ],
    });
  });

  it('says that there is nothing there: no recording any more, no tracker recognised', async () => {
    await begin();
    await scene.company.editCall(callId, { media: { audioUrl: null, videoUrl: null }, content: { trackers: [] } });
    expect(await recording()).toEqual(failed('nothing-there'));
    expect(await trackers()).toEqual(failed('nothing-there'));
  });

  it('gives nothing of a call that is private now, and has it read again at once: it is withheld', async () => {
    await begin();
    await scene.company.act(callId, 'private');
    expect(await recording()).toEqual(failed('call-withheld'));
    expect(await trackers()).toEqual(failed('call-withheld'));

    await scene.replica.told();
    await scene.replica.scheduler.turn();
    await scene.replica.runDue();
    const told = await scene.replica.told();
    expect(count(told)).toMatchObject({ 'job-started': 1, 'call-withheld': 1 });
    expect(only(told, 'job-started')).toMatchObject([{ trigger: 'retry' }]);

    const before = await scene.company.requests();
    expect(await recording()).toEqual(failed('call-withheld'));
    expect(await scene.company.requests()).toEqual(before);
    await scene.replica.scheduler.turn();
    expect(await scene.replica.take()).toBeNull();
  });

  it('has a call that is gone read again, too, and says no more of it', async () => {
    await begin();
    await scene.company.deleteCall(callId);
    expect(await recording()).toEqual(failed('call-withheld'));
    await scene.replica.told();
    await scene.replica.scheduler.turn();
    await scene.replica.runDue();
    expect(count(await scene.replica.told())).toMatchObject({ 'call-gone': 1 });
  });

  it('tries once more when Gong stumbles, and says that it is down when it goes on', async () => {
    await begin();
    await scene.company.fault({ kind: '503' });
    expect(await recording()).toMatchObject({ loaded: true });
    await scene.company.fault({ kind: '500', times: 2 });
    expect(await recording()).toEqual(failed('gong-down'));
    await scene.company.fault({ kind: 'malformed', variant: 'wrong-shape', times: 2 });
    expect(await trackers()).toEqual(failed('gong-down'));
  });

  it('waits no longer than a person does', async () => {
    await begin();
    await scene.company.fault({ kind: 'slow', delayMs: 60_000 });
    const began = Date.now();
    expect(await recording(api(200))).toEqual(failed('gong-down'));
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it("keeps Gong's limit like everybody: a long Retry-After is not waited for, and holds for the sync as well", async () => {
    await begin();
    await scene.company.fault({ kind: '429', retryAfterSeconds: 3600 });
    expect(await recording()).toEqual(failed('limit-reached'));
    const before = await scene.company.requests();
    expect(await trackers()).toEqual(failed('limit-reached'));
    expect(await scene.company.requests()).toEqual(before);
    expect(logged.join()).toContain('asked-to-wait');
  });

  it('gets a new token once when Gong refuses the one it has', async () => {
    await begin();
    await scene.company.fault({ kind: '401' });
    expect(await recording()).toMatchObject({ loaded: true });
    await scene.company.fault({ kind: '401', times: 2 });
    expect(await recording()).toEqual(failed('connection-not-usable'));
  });

  it('goes by another connection of the tenant to the same Gong company when its own was deleted', async () => {
    await begin();
    const { tenantId, connectionId } = scene.connection;
    const lost = { connectionId, name: 'Acme Gong', reason: 'Deleted by an admin.' };
    const { database } = scene.replica;
    await deliver(database, stopConnectionOnConnectionRevoked, factOf(connectionRevoked, tenantId, lost));
    expect(await recording()).toEqual(failed('connection-not-usable'));
    // Of another tenant: it leads nowhere for this one.
    await connect(scene.replica, scene.company);
    expect(await recording()).toEqual(failed('connection-not-usable'));
    await connect(scene.replica, scene.company, {}, tenantId);
    expect(await recording()).toMatchObject({ loaded: true });
  });

  it('knows no call of another tenant', async () => {
    await begin();
    await expect(api().recording(input(`tenant-${randomUUID()}`))).rejects.toMatchObject({ code: 'not-found' });
  });
});
