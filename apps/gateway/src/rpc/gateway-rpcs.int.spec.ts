import { setMaxListeners } from 'node:events';
import { type CallFailed, JobService, SyncService, timeline, TimelineService } from '@gong-timeline/client';
import { METHODS, methodPath } from '@gong-timeline/contracts';
import { ServiceCredentials } from '@gong-timeline/runtime';
import { eventually } from '@gong-timeline/testing';
import { Client, credentials, Metadata, status } from '@grpc/grpc-js';
import { callerKnownBy, QUICKLY, serviceKeys } from '../../test/gateway';
import { ACTIVITY, failure, readAll, RpcScene } from '../../test/rpc-scene';

const TOO_MANY = 'rate.limited';
const scene = RpcScene.for('gateway_rpc');
const { as, get, upstream } = scene;
const everything = { since: '', follow: false };

describe('who may call over gRPC (X2, X3)', () => {
  it('passes a call on in the name of the token, and nothing that the caller says of himself', async () => {
    await get(scene.gateway.tokens.member, {
      metadata: { 'x-tenant-id': 'other', 'x-actor-role': 'admin', cookie: 'a=b' },
    });
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
    const revoked = await scene.gateway.newToken('admin');
    await scene.gateway.send(scene.gateway.tokens.operator, 'DELETE', `/api/tenants/acme/tokens/${revoked.tokenId}`);
    const expired = await scene.gateway.newToken('admin', 1);
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
    scene.gateway.clock.step(25 * 3_600_000);
    expect((await failure(get(expired.token))).code).toBe('auth.missing');
    expect(upstream.seen).toEqual([]);
  });

  it('refuses a role that is too small, as HTTP does: the operator reads no tenant, a member starts no sync', async () => {
    const start = (token: string) => as(token).call(SyncService.startSync, { connectionId: ACTIVITY, requestId: '' });
    for (const failed of [
      await failure(start(scene.gateway.tokens.member)),
      await failure(get(scene.gateway.tokens.operator)),
    ]) {
      expect([failed.status, failed.code]).toEqual(['PERMISSION_DENIED', 'auth.forbidden']);
    }
    await start(scene.gateway.tokens.admin);
    expect(upstream.seen.map(({ path }) => path)).toEqual([SyncService.startSync.path]);
  });

  it('holds a token to its scopes, the same as over HTTP', async () => {
    const scoped = await scene.gateway.send(scene.gateway.tokens.admin, 'POST', '/api/tokens', {
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
    const { grpcAddress, url, stop } = await scene.gateway.start({ RATE_LIMIT_PER_MINUTE: 4 });
    const { token } = await scene.gateway.newToken('member');
    const caller = as(token, grpcAddress);
    const call = () => caller.call(TimelineService.getActivity, { activityId: ACTIVITY });
    await Promise.all([call(), call()]);
    await scene.gateway.send(token, 'GET', '/api/me', undefined, url);
    await scene.gateway.send(token, 'GET', '/api/me', undefined, url);
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
    const client = new Client(scene.gateway.grpcAddress, credentials.createInsecure());
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${scene.gateway.tokens.member}`);
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
    const failed = await failure(get(scene.gateway.tokens.member));
    expect([failed.status, failed.code, failed.retryAfterMs]).toEqual(['UNAVAILABLE', 'upstream.unavailable', 1_000]);
    expect(failed.message).not.toContain('secret');
    expect(failed.correlationId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('passes the deadline on, and does nothing for a call whose deadline is over', async () => {
    const before = Date.now();
    await get(scene.gateway.tokens.member, { timeoutMs: 5_000 });
    const [seen] = upstream.seen;
    expect(seen?.deadline).toBeGreaterThan(before + 3_000);
    expect(seen?.deadline).toBeLessThanOrEqual(Date.now() + 5_000);
    upstream.forget();
    const late = await failure(
      get(scene.gateway.tokens.member, { timeoutMs: null, metadata: { 'grpc-timeout': '1n' } }),
    );
    expect(late.status).toBe('DEADLINE_EXCEEDED');
    expect(upstream.seen).toEqual([]);
  });

  it('stops waiting for an owner when the deadline is over, or when the caller goes', async () => {
    let cancelled = 0;
    upstream.answer = (call) => void call.once('cancelled', () => (cancelled += 1));
    // On a busy machine a call may be late before it reaches the owner: that says nothing of the owner.
    while (upstream.seen.length === 0) {
      expect((await failure(get(scene.gateway.tokens.member, { timeoutMs: 500 }))).status).toBe('DEADLINE_EXCEEDED');
    }
    await eventually(() => expect(cancelled).toBe(1), QUICKLY);
    const leave = new AbortController();
    const gone = failure(get(scene.gateway.tokens.member, { signal: leave.signal }));
    await eventually(() => expect(upstream.seen.length).toBe(2), QUICKLY);
    leave.abort();
    expect((await gone).status).toBe('CANCELLED');
    await eventually(() => expect(cancelled).toBe(2), QUICKLY);
  });

  it('refuses a message that is too large before any owner sees it', async () => {
    const ask = (bytes: number) =>
      failure(
        as(scene.gateway.tokens.member).call(
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
    expect((await failure(as(scene.gateway.tokens.admin).call(unknown, { activityId: ACTIVITY }))).status).toBe(
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
    const reader = as(scene.gateway.tokens.member);
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
    // Each stream listens to it, and Node takes more than ten for a leak.
    setMaxListeners(41, leave.signal);
    const caller = as(scene.gateway.tokens.member);
    const streams = Array.from({ length: 41 }, () =>
      failure(readAll(caller.stream(TimelineService.streamActivities, everything, { signal: leave.signal }))),
    );
    const refused = await Promise.race(streams);
    expect([refused.status, refused.code]).toEqual(['RESOURCE_EXHAUSTED', TOO_MANY]);
    leave.abort();
    await Promise.all(streams);
    upstream.stream = (call) => call.end();
    await eventually(async () => {
      expect(
        await readAll(as(scene.gateway.tokens.member).stream(TimelineService.streamActivities, everything)),
      ).toEqual([]);
    }, QUICKLY);
  });
});

describe('a stream whose reader may read no more (X3)', () => {
  const reading = (token: string): Promise<CallFailed> => {
    upstream.stream = () => undefined;
    return failure(readAll(as(token).stream(TimelineService.streamActivities, everything)));
  };

  it('ends within seconds when the token is revoked, and when the tenant is suspended', async () => {
    const { operator } = scene.gateway.tokens;
    const { token, tokenId } = await scene.gateway.newToken('member');
    const ofRevoked = reading(token);
    await eventually(() => expect(upstream.seen.length).toBe(1), QUICKLY);
    await scene.gateway.send(operator, 'DELETE', `/api/tenants/acme/tokens/${tokenId}`);
    const revoked = await ofRevoked;
    expect([revoked.status, revoked.code]).toEqual(['UNAUTHENTICATED', 'auth.missing']);

    upstream.forget();
    const ofSuspended = reading(scene.gateway.tokens.member);
    await eventually(() => expect(upstream.seen.length).toBe(1), QUICKLY);
    await scene.gateway.send(operator, 'POST', '/api/tenants/acme/suspension');
    const suspended = await ofSuspended;
    await scene.gateway.send(operator, 'DELETE', '/api/tenants/acme/suspension');
    expect([suspended.status, suspended.code]).toEqual(['PERMISSION_DENIED', 'tenant.suspended']);
  }, 40_000);
});
