import { once } from 'node:events';
import { connect as connectHttp2, constants } from 'node:http2';
import { TimelineService } from '@gong-timeline/client';
import { METHODS } from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import { Client, credentials, Metadata, status } from '@grpc/grpc-js';
import { service as healthService } from 'grpc-health-check';
import { QUICKLY, type Replica } from '../../test/gateway';
import { ACTIVITY, failure, readAll, RpcScene } from '../../test/rpc-scene';

const scene = RpcScene.for('gateway_rpc_self');
const { as, get, upstream } = scene;
const everything = { since: '', follow: false };
const asIs = (bytes: Buffer): Buffer => bytes;
const REFLECT = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
/** list_services = 7, of any name; file_containing_symbol = 4. */
const LIST_SERVICES = Buffer.from([0x3a, 0x01, 0x2a]);
const fileOf = (symbol: string): Buffer => Buffer.concat([Buffer.from([0x22, symbol.length]), Buffer.from(symbol)]);

describe('what the gateway says of itself over gRPC (X2)', () => {
  const { Check: check, Watch: watch } = healthService;
  const health = (service: string, address = scene.gateway.grpcAddress): Promise<unknown> => {
    const client = new Client(address, credentials.createInsecure());
    return new Promise((resolve) => {
      client.makeUnaryRequest(
        String(check?.path),
        (value: object) => check?.requestSerialize(value) ?? Buffer.alloc(0),
        (bytes) => check?.responseDeserialize(bytes) as { status: string },
        { service },
        (error, answer) => {
          client.close();
          resolve(error === null ? answer?.status : status[error.code]);
        },
      );
    });
  };
  const SERVICE = 'gong_timeline.timeline.v1.TimelineService';

  it('is healthy as long as all owners are, service by service, told to anybody', async () => {
    await eventually(async () => expect(await health('')).toBe('SERVING'), QUICKLY);
    expect(await health(SERVICE)).toBe('SERVING');
    expect(await health('no.such.Service')).toBe('NOT_FOUND');
    upstream.health.setStatus(SERVICE, 'NOT_SERVING');
    await eventually(
      async () => expect([await health(SERVICE), await health('')]).toEqual(['NOT_SERVING', 'NOT_SERVING']),
      QUICKLY,
    );
    expect(await health('gong_timeline.sync.v1.SyncService')).toBe('SERVING');
    upstream.health.setStatus(SERVICE, 'SERVING');
  });

  it('says so when an owner is down, answers UNAVAILABLE for it, and goes on by itself when it is back', async () => {
    upstream.stop();
    const failed = await failure(get(scene.gateway.tokens.member));
    expect([failed.status, failed.code]).toEqual(['UNAVAILABLE', 'upstream.unavailable']);
    await eventually(async () => expect(await health('')).toBe('NOT_SERVING'), QUICKLY);
    await upstream.start();
    await eventually(async () => expect(await health('')).toBe('SERVING'), { timeoutMs: 8_000 });
    await get(scene.gateway.tokens.member);
  }, 20_000);

  it('shows by reflection what there is, to callers with a token only', async () => {
    const client = new Client(scene.gateway.grpcAddress, credentials.createInsecure());
    const reflect = (token: string | null, request: Buffer): Promise<string> => {
      const metadata = new Metadata();
      if (token !== null) metadata.set('authorization', `Bearer ${token}`);
      const call = client.makeBidiStreamRequest(REFLECT, asIs, asIs, metadata);
      call.write(request);
      return new Promise((resolve) => {
        call.once('data', (bytes: Buffer) => {
          resolve(bytes.toString('latin1'));
          call.cancel();
        });
        call.on('error', (error: { code?: number }) => resolve(status[error.code ?? 2] ?? ''));
      });
    };
    expect(await reflect(null, LIST_SERVICES)).toBe('UNAUTHENTICATED');
    const listed = await reflect(scene.gateway.tokens.member, LIST_SERVICES);
    for (const { service } of METHODS) expect(listed).toContain(service);
    // As the .proto has it, with the files that it imports: else grpcurl can call nothing.
    for (const part of ['ListOutcomesRequest', 'page_size', 'google/protobuf/timestamp.proto']) {
      expect(await reflect(scene.gateway.tokens.member, fileOf('gong_timeline.jobs.v1.JobService'))).toContain(part);
    }
    client.close();
    expect(upstream.seen).toEqual([]);
  });

  it('bears no flood of pings: the connection is told to calm down', async () => {
    const session = connectHttp2(`http://${scene.gateway.grpcAddress}`);
    session.on('error', () => undefined);
    await once(session, 'connect');
    const goaway = once(session, 'goaway');
    for (let sent = 0; sent < 60 && !session.destroyed; sent += 1) {
      await new Promise<void>((resolve) => {
        if (!session.ping(() => resolve())) resolve();
      });
    }
    const [code, , data] = (await goaway) as [number, number, Buffer];
    expect([code, data.toString()]).toEqual([constants.NGHTTP2_ENHANCE_YOUR_CALM, 'too_many_pings']);
    session.destroy();
  });

  it('says that it serves no more before it drains; then calls in hand are answered and streams are sent elsewhere', async () => {
    const leaving: Replica = await scene.gateway.start();
    let answerLater = () => undefined as void;
    upstream.answer = (_, answer) => (answerLater = () => answer(null, Buffer.alloc(0)));
    upstream.stream = () => undefined;
    const caller = as(scene.gateway.tokens.member, leaving.grpcAddress);
    const inHand = caller.call(TimelineService.getActivity, { activityId: ACTIVITY });
    const stream = failure(readAll(caller.stream(TimelineService.streamActivities, everything)));
    await eventually(() => expect(upstream.seen.length).toBe(2), QUICKLY);

    const client = new Client(leaving.grpcAddress, credentials.createInsecure());
    const seen: unknown[] = [];
    const watching = client.makeServerStreamRequest(
      String(watch?.path),
      (value: object) => watch?.requestSerialize(value) ?? Buffer.alloc(0),
      (bytes) => watch?.responseDeserialize(bytes) as { status: string },
      { service: '' },
    );
    watching.on('data', (answer: { status: string }) => seen.push(answer.status)).on('error', () => undefined);
    // What it says first may be of before it knew.
    await eventually(() => expect(seen.at(-1)).toBe('SERVING'), QUICKLY);

    const stopped = leaving.stop();
    await eventually(() => expect(seen.at(-1)).toBe('NOT_SERVING'), QUICKLY);
    const { status: ended, code } = await stream;
    expect([ended, code]).toEqual(['UNAVAILABLE', 'upstream.unavailable']);
    answerLater();
    await inHand;
    watching.cancel();
    client.close();
    caller.close();
    await stopped;
  }, 15_000);
});
