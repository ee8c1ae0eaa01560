import { request } from 'node:http';
import { connect } from 'node:net';
import { eventually, type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { callerKnownBy, QUICKLY, TestGateway } from '../../test/gateway';

const UUID = '0b8ad3f5-0d1e-4d8a-9c3f-5d0e6c1a7b21';

describe('forwarding', () => {
  let database: TestDatabase;
  let gateway: TestGateway;

  beforeAll(async () => {
    database = await testDatabase('gateway');
    gateway = await TestGateway.open(database);
  });
  afterAll(async () => {
    await gateway?.close();
    await database?.drop();
  });
  beforeEach(() => gateway.upstream.forget());

  it('tells the owner who calls, and passes nothing of what the caller claims', async () => {
    const response = await fetch(`${gateway.url}/api/jobs?limit=5`, {
      headers: {
        authorization: `Bearer ${gateway.tokens.admin}`,
        'x-tenant-id': 'other',
        'x-actor-role': 'service',
        'x-forwarded-for': '10.1.1.1',
        'x-request-id': UUID,
        cookie: 'a=b',
        accept: 'application/json',
      },
    });
    expect([response.status, await response.json()]).toEqual([200, { of: 'upstream' }]);
    const [request] = gateway.upstream.seen;
    expect(request?.url).toBe('/api/jobs?limit=5');
    expect(callerKnownBy('execution-log', request?.headers.authorization)).toBe('gateway');
    expect(request?.headers).toMatchObject({
      'x-tenant-id': 'acme',
      'x-actor-role': 'admin',
      'x-request-id': UUID,
      'x-forwarded-for': '127.0.0.1',
      traceparent: expect.stringMatching(/^00-0b8ad3f50d1e4d8a9c3f5d0e6c1a7b21-[0-9a-f]{16}-01$/),
      accept: 'application/json',
    });
    expect(request?.headers.cookie).toBeUndefined();
  });

  it('refuses what the contract refuses before it asks the owner', async () => {
    const query = await gateway.send(gateway.tokens.admin, 'GET', '/api/jobs?limit=0&colour=red');
    expect(query.body.errors.map(({ field }: { field: string }) => field)).toEqual(['query.colour']);
    const param = await gateway.send(gateway.tokens.admin, 'GET', '/api/jobs/..%2F..%2Fhealth');
    expect(param.body.errors).toEqual([
      { field: 'params.jobId', message: 'expected a UUID in lower case, got other text' },
    ]);
    expect(gateway.upstream.seen).toHaveLength(0);
  });

  it('answers 404 for what is nowhere, and for what is internal', async () => {
    for (const path of ['/api/nothing', '/internal/connections', '/API/jobs/', '/api/jobs/../../internal/x']) {
      expect((await gateway.send(gateway.tokens.admin, 'GET', path)).body).toMatchObject({
        status: 404,
        code: 'not-found',
      });
    }
  });

  it('passes the status, the problem and the headers of the owner, but nothing of the connection and no cookie', async () => {
    gateway.upstream.answer = (_, response) =>
      response
        .writeHead(409, {
          'content-type': 'application/problem+json',
          'x-secret': '1',
          connection: 'x-secret, close',
          'set-cookie': 'a=b',
          etag: '"1"',
        })
        .end('{"code":"sync.off"}');
    const { status, body, headers } = await gateway.send(
      gateway.tokens.admin,
      'POST',
      `/api/connections/${UUID}/syncs`,
    );
    expect([status, body, headers.get('etag')]).toEqual([409, { code: 'sync.off' }, '"1"']);
    expect([headers.get('x-secret'), headers.get('set-cookie')]).toEqual([null, null]);
  });

  it('says that a part does not answer when its owner is down, cuts the connection, or knows another key of ours', async () => {
    gateway.upstream.answer = (request) => request.socket.destroy();
    const cut = await gateway.send(gateway.tokens.admin, 'GET', '/api/jobs');
    gateway.upstream.answer = (_, response) => response.writeHead(401).end('{}');
    const stranger = await gateway.send(gateway.tokens.admin, 'GET', '/api/jobs');
    for (const { status, body } of [cut, stranger]) {
      expect([status, body.code, body.detail]).toEqual([
        503,
        'upstream.unavailable',
        'execution-log does not answer; try again in a moment',
      ]);
    }
  });

  it('streams an upload to the owner piece by piece, before it has ended', async () => {
    let got = '';
    gateway.upstream.answer = (request, response) => {
      request.on('data', (piece: Buffer) => {
        got += piece.toString();
      });
      request.on('end', () => response.end(JSON.stringify({ bytes: got.length })));
    };
    let push: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        push = controller;
      },
    });
    const answer = fetch(`${gateway.url}/api/directory/users/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gateway.tokens.admin}`, 'content-type': 'application/x-ndjson' },
      body,
      duplex: 'half',
    } as RequestInit);
    push?.enqueue(Buffer.from('{"first":1}\n'));
    await eventually(() => expect(got).toBe('{"first":1}\n'), QUICKLY);
    push?.enqueue(Buffer.from('{"second":2}\n'));
    push?.close();
    expect(await (await answer).json()).toEqual({ bytes: 25 });
    expect(gateway.upstream.seen[0]?.headers['content-type']).toBe('application/x-ndjson');
  });

  it('takes four uploads of a tenant at once: slow ones keep nothing else waiting', async () => {
    gateway.upstream.answer = (request, response) => {
      request.resume().on('end', () => response.end('{}'));
    };
    const bodies: ReadableStreamDefaultController<Uint8Array>[] = [];
    const upload = (): Promise<Response> => {
      const body = new ReadableStream<Uint8Array>({ start: (controller) => void bodies.push(controller) });
      bodies.at(-1)?.enqueue(Buffer.from('{"first":1}\n'));
      return fetch(`${gateway.url}/api/directory/users/import`, {
        method: 'POST',
        headers: { authorization: `Bearer ${gateway.tokens.admin}`, 'content-type': 'application/x-ndjson' },
        body,
        duplex: 'half',
      } as RequestInit);
    };
    const slow = Array.from({ length: 4 }, upload);
    // Their number, not they: to print four requests with each try takes longer than the four do.
    await eventually(() => expect(gateway.upstream.seen.length).toBe(4), QUICKLY);
    const send = () => gateway.send(gateway.tokens.admin, 'POST', '/api/directory/users/import', {});
    const refused = await send();
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([
      429,
      'rate.limited',
      '10',
    ]);
    expect(gateway.upstream.seen).toHaveLength(4);

    for (const body of bodies) body.close();
    for (const answer of slow) expect((await answer).status).toBe(200);
    expect((await send()).status).toBe(200);
  });

  it('streams an answer as it comes, and holds the owner back when the caller does not read', async () => {
    let written = 0;
    let held = false;
    gateway.upstream.answer = ({ url }, response) => {
      if (url === '/api/jobs') return response.end('{}');
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      const more = (): void => {
        while (written < 120) {
          written += 1;
          if (!response.write(Buffer.alloc(1024 * 1024))) {
            held = true;
            response.once('drain', more);
            return;
          }
        }
        response.end();
      };
      more();
    };
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    socket.write(
      `GET /api/jobs/${UUID}/log.xlsx HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${gateway.tokens.admin}\r\nconnection: close\r\n\r\n`,
    );
    const head = await new Promise<string>((resolve) =>
      socket.once('data', (piece) => resolve(piece.toString('latin1'))),
    );
    socket.pause();
    expect(head).toContain('HTTP/1.1 200 OK');
    await eventually(() => expect(held).toBe(true), QUICKLY);
    // Time for the rest to come, if anybody took it in.
    for (let other = 0; other < 60; other += 1) await gateway.send(gateway.tokens.admin, 'GET', '/api/jobs');
    expect(written).toBeLessThan(100);
    socket.resume();
    await new Promise((resolve) => socket.on('close', resolve));
    expect(written).toBe(120);
  });

  it('passes no body of a request that may not have one', async () => {
    const { port } = new URL(gateway.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { authorization: `Bearer ${gateway.tokens.admin}`, 'content-length': 5, connection: 'close' };
      request({ port, path: '/api/jobs', headers }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end('hello');
    });
    expect([status, gateway.upstream.seen[0]?.headers['content-length']]).toEqual([200, undefined]);
  });

  it('lets go of the owner when the caller goes away', async () => {
    let owner: 'asked' | 'let go' | undefined;
    gateway.upstream.answer = (_, response) => {
      owner = 'asked';
      response.on('close', () => {
        owner = 'let go';
      });
    };
    const away = new AbortController();
    const answer = fetch(`${gateway.url}/api/jobs`, {
      headers: { authorization: `Bearer ${gateway.tokens.admin}` },
      signal: away.signal,
    });
    await eventually(() => expect(owner).toBe('asked'), QUICKLY);
    away.abort();
    await expect(answer).rejects.toThrow(/abort/);
    await eventually(() => expect(owner).toBe('let go'), QUICKLY);
  });

  it('cuts the answer off when the owner breaks in the middle of it, so that half is not taken for whole', async () => {
    gateway.upstream.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"items":[', () => response.destroy());
    };
    await expect(gateway.send(gateway.tokens.admin, 'GET', '/api/jobs')).rejects.toThrow();
  });

  it('passes a stream of events on piece by piece, with what the client had last, and ends it when it stops (S33)', async () => {
    const replica = await gateway.start();
    gateway.upstream.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
      response.write('retry: 2000\n\n');
    };
    const answer = await fetch(`${replica.url}/api/jobs/progress`, {
      headers: { authorization: `Bearer ${gateway.tokens.admin}`, 'last-event-id': 'job/7' },
    });
    const pieces = answer.body?.getReader();
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect(Buffer.from((await pieces?.read())?.value ?? []).toString()).toBe('retry: 2000\n\n');
    expect(gateway.upstream.seen[0]?.url).toBe('/api/jobs/progress');
    expect(gateway.upstream.seen[0]?.headers['last-event-id']).toBe('job/7');
    await replica.stop();
    expect(await pieces?.read()).toEqual({ done: true, value: undefined });
  });
});
