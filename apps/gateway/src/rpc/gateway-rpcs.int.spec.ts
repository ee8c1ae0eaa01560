import { once } from 'node:events';
import { connect as connectHttp2, constants } from 'node:http2';
import {
  type CallFailed,
  type Connection,
  connect,
  JobService,
  SyncService,
  timeline,
  TimelineService,
} from '@gong-timeline/client';
import { METHODS, methodPath } from '@gong-timeline/contracts';
import { ServiceCredentials } from '@gong-timeline/runtime';
import { eventually, type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { Client, credentials, Metadata, status } from '@grpc/grpc-js';
import { service as healthService } from 'grpc-health-check';
import { callerKnownBy, QUICKLY, type Replica, serviceKeys, TestGateway } from '../../test/gateway';
import { RpcUpstream } from '../../test/rpc-upstream';

const ACTIVITY = '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e80';
const TOO_MANY = 'rate.limited';

let database: TestDatabase;
let gateway: TestGateway;
let upstream: RpcUpstream;
const open: Connection[] = [];

beforeAll(async () => {
  database = await testDatabase('gateway_rpc');
  upstream = new RpcUpstream();
  const owner = await upstream.start();
  gateway = await TestGateway.open(database, {
    GRPC_PORT: 0,
    GONG_INGEST_GRPC: owner,
    IDENTITY_RESOLUTION_GRPC: owner,
    TIMELINE_WRITER_GRPC: owner,
    EXECUTION_LOG_GRPC: owner,
  });
});
beforeEach(() => upstream.forget());
afterEach(() => open.splice(0).forEach((each) => each.close()));
afterAll(async () => {
  await gateway?.close();
  upstream?.stop();
  await database?.drop();
});

const as = (token: string, address = gateway.grpcAddress): Connection => {
  const connection = connect({ address, token });
  open.push(connection);
  return connection;
};
const get = (token: string, options = {}) =>
  as(token).call(TimelineService.getActivity, { activityId: ACTIVITY }, options);
const failure = (promise: Promise<unknown>): Promise<CallFailed> =>
  promise.then(
    () => Promise.reject(new Error('It did not fail')),
    (error: CallFailed) => error,
  );
const readAll = async <T>(stream: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const each of stream) all.push(each);
  return all;
};
const everything = { since: '', follow: false };

describe('who may call over gRPC (X2, X3)', () => {
  it('passes a call on in the name of the token, and nothing that the caller says of himself', async () => {
    await get(gateway.tokens.member, { metadata: { 'x-tenant-id': 'other', 'x-actor-role': 'admin', cookie: 'a=b' } });
    const [seen] = upstream.seen;
    expect(callerKnownBy('timeline-writer', seen?.metadata.get('authorization')[0])).toBe('gateway');
    expect(seen?.metadata.getMap()).toMatchObject({
      'x-tenant-id': 'acme',
      'x-actor-id': expect.stringMatching(/^token:/),
      'x-actor-role': 'member',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-forwarded-for': '127.0.0.1',
    });
    expect(seen?.metadata.get('cookie')).toEqual([]);
    expect(seen?.request).toEqual(TimelineService.getActivity.requestSerialize({ activityId: ACTIVITY }));
  });

  it('refuses every method without a token, with one that is unknown, revoked or expired, and asks no owner', async () => {
    const revoked = await gateway.newToken('admin');
    await gateway.send(gateway.tokens.operator, 'DELETE', `/api/tenants/acme/tokens/${revoked.tokenId}`);
    const expired = await gateway.newToken('admin', 1);
    const pass = ServiceCredentials.of('connector-auth', serviceKeys['connector-auth']).bearerFor('gateway');
    for (const method of METHODS) {
      const raw = {
        path: methodPath(method),
        responseStream: false,
        requestSerialize: asIs,
        responseDeserialize: asIs,
      } as const;
      for (const token of ['', `gtl_${'x'.repeat(43)}`, pass, revoked.token]) {
        const failed = await failure(as(token).call(raw, Buffer.alloc(0)));
        expect([method.method, failed.status, failed.code]).toEqual([method.method, 'UNAUTHENTICATED', 'auth.missing']);
      }
    }
    gateway.clock.step(25 * 3_600_000);
    expect((await failure(get(expired.token))).code).toBe('auth.missing');
    expect(upstream.seen).toEqual([]);
  });

  it('refuses a role that is too small, as HTTP does: the operator reads no tenant, a member starts no sync', async () => {
    const start = (token: string) => as(token).call(SyncService.startSync, { connectionId: ACTIVITY, requestId: '' });
    for (const failed of [await failure(start(gateway.tokens.member)), await failure(get(gateway.tokens.operator))]) {
      expect([failed.status, failed.code]).toEqual(['PERMISSION_DENIED', 'auth.forbidden']);
    }
    await start(gateway.tokens.admin);
    expect(upstream.seen.map(({ path }) => path)).toEqual([SyncService.startSync.path]);
  });

  it('holds a token to its scopes, the same as over HTTP', async () => {
    const scoped = await gateway.send(gateway.tokens.admin, 'POST', '/api/tokens', {
      name: 'timeline only',
      role: 'admin',
      scopes: ['timeline:read'],
    });
    const { token } = scoped.body;
    await get(token);
    const failed = await failure(as(token).call(JobService.getJob, { jobId: ACTIVITY }));
    expect([failed.code, failed.message]).toEqual(['auth.forbidden', expect.stringContaining('execution-log:read')]);
  });

  it('counts the calls of a token together with its requests over HTTP, and says when to come back', async () => {
    const { grpcAddress, url, stop } = await gateway.start({ RATE_LIMIT_PER_MINUTE: 4 });
    const { token } = await gateway.newToken('member');
    const caller = as(token, grpcAddress);
    const call = () => caller.call(TimelineService.getActivity, { activityId: ACTIVITY });
    await Promise.all([call(), call()]);
    await gateway.send(token, 'GET', '/api/me', undefined, url);
    await gateway.send(token, 'GET', '/api/me', undefined, url);
    const failed = await failure(call());
    expect([failed.status, failed.code]).toEqual(['RESOURCE_EXHAUSTED', TOO_MANY]);
    expect(failed.retryAfterMs).toBeGreaterThan(0);
    expect(failed.retryAfterMs).toBeLessThanOrEqual(15_000);
    await stop();
  });
});

const asIs = (bytes: Buffer): Buffer => bytes;

describe('what a call comes to (X2)', () => {
  it("hands the owner's error to the caller as it is, with all its details", async () => {
    const details = Buffer.from([0x0a, 0x00]);
    upstream.answer = (_, answer) => {
      const metadata = new Metadata();
      metadata.set('grpc-status-details-bin', details);
      metadata.set('x-inside', 'of no concern');
      answer({ code: status.FAILED_PRECONDITION, details: 'The sync is off', metadata });
    };
    const client = new Client(gateway.grpcAddress, credentials.createInsecure());
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${gateway.tokens.member}`);
    const { path } = TimelineService.getActivity;
    const error = await new Promise<{ code: number; details: string; metadata: Metadata } | null>((resolve) => {
      client.makeUnaryRequest(path, asIs, asIs, Buffer.alloc(0), metadata, resolve);
    });
    client.close();
    expect([error?.code, error?.details]).toEqual([status.FAILED_PRECONDITION, 'The sync is off']);
    expect(error?.metadata.get('grpc-status-details-bin')).toEqual([details]);
    expect(error?.metadata.get('x-inside')).toEqual([]);
  });

  it.each([
    ['refuses our own pass', status.UNAUTHENTICATED],
    ['breaks', status.UNKNOWN],
  ])('tells nothing of the inside when an owner %s', async (_, code) => {
    upstream.answer = (_call, answer) => answer({ code, details: 'secret of the inside' });
    const failed = await failure(get(gateway.tokens.member));
    expect([failed.status, failed.code, failed.retryAfterMs]).toEqual(['UNAVAILABLE', 'upstream.unavailable', 1_000]);
    expect(failed.message).not.toContain('secret');
    expect(failed.correlationId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('passes the deadline on, and does nothing for a call whose deadline is over', async () => {
    const before = Date.now();
    await get(gateway.tokens.member, { timeoutMs: 5_000 });
    const [seen] = upstream.seen;
    expect(seen?.deadline).toBeGreaterThan(before + 3_000);
    expect(seen?.deadline).toBeLessThanOrEqual(Date.now() + 5_000);
    upstream.forget();
    const late = await failure(get(gateway.tokens.member, { timeoutMs: null, metadata: { 'grpc-timeout': '1n' } }));
    expect(late.status).toBe('DEADLINE_EXCEEDED');
    expect(upstream.seen).toEqual([]);
  });

  it('stops waiting for an owner when the deadline is over, or when the caller goes', async () => {
    let cancelled = 0;
    upstream.answer = (call) => void call.once('cancelled', () => (cancelled += 1));
    expect((await failure(get(gateway.tokens.member, { timeoutMs: 150 }))).status).toBe('DEADLINE_EXCEEDED');
    const leave = new AbortController();
    const gone = failure(get(gateway.tokens.member, { signal: leave.signal }));
    await eventually(() => expect(upstream.seen.length).toBe(2), QUICKLY);
    leave.abort();
    expect((await gone).status).toBe('CANCELLED');
    await eventually(() => expect(cancelled).toBe(2), QUICKLY);
  });

  it('refuses a message that is too large before any owner sees it', async () => {
    const ask = (bytes: number) =>
      failure(
        as(gateway.tokens.member).call(
          TimelineService.listActivities,
          timeline.ListActivitiesRequest.create({ pageToken: 'x'.repeat(bytes) }),
        ),
      );
    const large = await ask(300 * 1024);
    expect([large.status, large.code]).toEqual(['RESOURCE_EXHAUSTED', 'request.too-large']);
    expect((await ask(5 * 1024 * 1024)).status).toBe('RESOURCE_EXHAUSTED');
    expect(upstream.seen).toEqual([]);
  });

  it('knows no other method', async () => {
    const unknown = { ...TimelineService.getActivity, path: '/gong_timeline.timeline.v1.TimelineService/DropAll' };
    expect((await failure(as(gateway.tokens.admin).call(unknown, { activityId: ACTIVITY }))).status).toBe(
      'UNIMPLEMENTED',
    );
  });
});

describe('streams through the gateway (X2)', () => {
  it('go at the pace of their reader, hold up nobody else, and end at the owner when the reader leaves', async () => {
    const message = Buffer.from(
      timeline.StreamActivitiesResponse.encode({ change: undefined, position: 'x'.repeat(60_000) }).finish(),
    );
    let written = 0;
    let cancelled = false;
    upstream.stream = (call) => {
      call.once('cancelled', () => (cancelled = true));
      const more = () => {
        while (!cancelled && call.write(message)) written += 1;
        if (!cancelled) call.once('drain', more);
      };
      more();
    };
    const reader = as(gateway.tokens.member);
    const stream = reader.stream(TimelineService.streamActivities, everything);
    await stream.next();
    let before = -1;
    await eventually(() => {
      const still = written === before;
      before = written;
      expect([still, written > 0]).toEqual([true, true]);
    }, QUICKLY);
    expect(written).toBeLessThan(200);
    await reader.call(TimelineService.getActivity, { activityId: ACTIVITY });
    for (let read = 0; read < 100; read += 1) await stream.next();
    expect(written).toBeGreaterThan(100);
    await stream.return();
    await eventually(() => expect(cancelled).toBe(true), QUICKLY);
  });

  it('are as many as a tenant may have open, and no more', async () => {
    upstream.stream = () => undefined;
    const leave = new AbortController();
    const caller = as(gateway.tokens.member);
    const streams = Array.from({ length: 41 }, () =>
      failure(readAll(caller.stream(TimelineService.streamActivities, everything, { signal: leave.signal }))),
    );
    const refused = await Promise.race(streams);
    expect([refused.status, refused.code]).toEqual(['RESOURCE_EXHAUSTED', TOO_MANY]);
    leave.abort();
    await Promise.all(streams);
    upstream.stream = (call) => call.end();
    await eventually(async () => {
      expect(await readAll(as(gateway.tokens.member).stream(TimelineService.streamActivities, everything))).toEqual([]);
    }, QUICKLY);
  });
});

describe('a stream whose reader may read no more (X3)', () => {
  const reading = (token: string): Promise<CallFailed> => {
    upstream.stream = () => undefined;
    return failure(readAll(as(token).stream(TimelineService.streamActivities, everything)));
  };

  it('ends within seconds when the token is revoked, and when the tenant is suspended', async () => {
    const { operator } = gateway.tokens;
    const { token, tokenId } = await gateway.newToken('member');
    const ofRevoked = reading(token);
    await eventually(() => expect(upstream.seen.length).toBe(1), QUICKLY);
    await gateway.send(operator, 'DELETE', `/api/tenants/acme/tokens/${tokenId}`);
    const revoked = await ofRevoked;
    expect([revoked.status, revoked.code]).toEqual(['UNAUTHENTICATED', 'auth.missing']);

    upstream.forget();
    const ofSuspended = reading(gateway.tokens.member);
    await eventually(() => expect(upstream.seen.length).toBe(1), QUICKLY);
    await gateway.send(operator, 'POST', '/api/tenants/acme/suspension');
    const suspended = await ofSuspended;
    await gateway.send(operator, 'DELETE', '/api/tenants/acme/suspension');
    expect([suspended.status, suspended.code]).toEqual(['PERMISSION_DENIED', 'tenant.suspended']);
  }, 40_000);
});

const REFLECT = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
/** list_services = 7, of any name; file_containing_symbol = 4. */
const LIST_SERVICES = Buffer.from([0x3a, 0x01, 0x2a]);
const fileOf = (symbol: string): Buffer => Buffer.concat([Buffer.from([0x22, symbol.length]), Buffer.from(symbol)]);

describe('what the gateway says of itself over gRPC (X2)', () => {
  const { Check: check, Watch: watch } = healthService;
  const health = (service: string, address = gateway.grpcAddress): Promise<unknown> => {
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
    const failed = await failure(get(gateway.tokens.member));
    expect([failed.status, failed.code]).toEqual(['UNAVAILABLE', 'upstream.unavailable']);
    await eventually(async () => expect(await health('')).toBe('NOT_SERVING'), QUICKLY);
    await upstream.start();
    await eventually(async () => expect(await health('')).toBe('SERVING'), { timeoutMs: 8_000 });
    await get(gateway.tokens.member);
  }, 20_000);

  it('shows by reflection what there is, to callers with a token only', async () => {
    const client = new Client(gateway.grpcAddress, credentials.createInsecure());
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
    const listed = await reflect(gateway.tokens.member, LIST_SERVICES);
    for (const { service } of METHODS) expect(listed).toContain(service);
    // As the .proto has it, with the files that it imports: else grpcurl can call nothing.
    for (const part of ['ListOutcomesRequest', 'page_size', 'google/protobuf/timestamp.proto']) {
      expect(await reflect(gateway.tokens.member, fileOf('gong_timeline.jobs.v1.JobService'))).toContain(part);
    }
    client.close();
    expect(upstream.seen).toEqual([]);
  });

  it('bears no flood of pings: the connection is told to calm down', async () => {
    const session = connectHttp2(`http://${gateway.grpcAddress}`);
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
    const leaving: Replica = await gateway.start();
    let answerLater = () => undefined as void;
    upstream.answer = (_, answer) => (answerLater = () => answer(null, Buffer.alloc(0)));
    upstream.stream = () => undefined;
    const caller = as(gateway.tokens.member, leaving.grpcAddress);
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
    await eventually(() => expect(seen).toEqual(['SERVING']), QUICKLY);

    const stopped = leaving.stop();
    await eventually(() => expect(seen).toEqual(['SERVING', 'NOT_SERVING']), QUICKLY);
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
