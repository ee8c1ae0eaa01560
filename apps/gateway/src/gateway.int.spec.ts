import { readFile, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { OPERATIONS, type OperationDefinition, Problem } from '@gong-timeline/contracts';
import { Clock, createLogger, type RunningService, startService, toAddress } from '@gong-timeline/runtime';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { Value } from '@sinclair/typebox/value';
import { gateway } from './app.module';
import type { GatewayConfig } from './config';
import { exampleOf } from './openapi/example-of';

const SERVICE_TOKEN = 'a-service-token-of-more-than-32-characters';
const QUICKLY = { timeoutMs: 3_000 };
const UUID = '0b8ad3f5-0d1e-4d8a-9c3f-5d0e6c1a7b21';
const MINUTE_MS = 60_000;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Stands in for every owner behind the gateway. */
class Upstream {
  readonly seen: IncomingMessage[] = [];
  answer: Answer = (request, response) => {
    request
      .resume()
      .on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"of":"upstream"}'));
  };
  private readonly usual = this.answer;
  private readonly server: Server = createServer((request, response) => {
    this.seen.push(request);
    this.answer(request, response);
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  forget(): void {
    this.seen.length = 0;
    this.answer = this.usual;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

class SteppingClock extends Clock {
  private aheadMs = 0;
  override now(): Date {
    return new Date(super.now().getTime() + this.aheadMs);
  }
  step(ms: number): void {
    this.aheadMs += ms;
  }
}

describe('the gateway', () => {
  const upstream = new Upstream();
  const clock = new SteppingClock();
  const lines: string[] = [];
  const log = createLogger({ app: 'gateway', level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const tokenFile = join(tmpdir(), uniqueName('operator-token'));
  let database: TestDatabase;
  let service: RunningService;
  let config: GatewayConfig;
  let operator: string;
  let tokens: Record<'member' | 'admin' | 'operator', string>;

  beforeAll(async () => {
    database = await testDatabase('gateway');
    const upstreamUrl = await upstream.start();
    config = {
      HOST: '127.0.0.1',
      PORT: 0,
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.url,
      SERVICE_TOKEN,
      LOG_LEVEL: 'debug',
      CONNECTOR_AUTH_URL: upstreamUrl,
      GONG_INGEST_URL: upstreamUrl,
      IDENTITY_RESOLUTION_URL: upstreamUrl,
      TIMELINE_WRITER_URL: upstreamUrl,
      EXECUTION_LOG_URL: upstreamUrl,
      OPERATOR_TOKEN_FILE: tokenFile,
      RATE_LIMIT_PER_MINUTE: 5_000,
      FAILED_TOKENS_PER_MINUTE: 5_000,
    };
    service = await startService(gateway(config), { log, clock });
    operator = (await readFile(tokenFile, 'utf8')).trim();
    await send(operator, 'POST', '/api/tenants', { tenantId: 'acme', name: 'Acme' });
    tokens = { member: (await newToken('member')).token, admin: (await newToken('admin')).token, operator };
  });
  afterAll(async () => {
    await service?.stop();
    await upstream.stop();
    await database?.drop();
    await rm(tokenFile, { force: true });
  });
  beforeEach(() => upstream.forget());

  const send = async (token: string | null, method: string, path: string, body?: unknown, url = service.url) => {
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  };
  const newToken = async (role: string, expiresInDays = 1): Promise<{ token: string; tokenId: string }> => {
    const { body } = await send(operator, 'POST', '/api/tenants/acme/tokens', { name: 'a spec', role, expiresInDays });
    return body;
  };
  const addressOf = (operation: OperationDefinition): string => {
    const given = { params: operation.params, query: operation.query };
    const params = given.params === undefined ? {} : (exampleOf(given.params) as Record<string, unknown>);
    return toAddress(operation, params, given.query === undefined ? {} : { ...required(given.query) });
  };
  const required = (query: NonNullable<OperationDefinition['query']>): Record<string, unknown> =>
    Object.fromEntries((query.required ?? []).map((name) => [name, exampleOf(query.properties[name]!, name)]));

  describe('who may call what', () => {
    const allowed: Record<string, readonly string[]> = {
      public: ['none', 'garbage', 'member', 'admin', 'operator'],
      member: ['member', 'admin'],
      admin: ['admin'],
      operator: ['operator'],
    };
    const callers = ['none', 'garbage', 'member', 'admin', 'operator'] as const;
    const matrix = OPERATIONS.flatMap((operation) =>
      callers.map((caller) => [caller, operation.operationId, operation] as const),
    );

    it.each(matrix)('%s calls %s', async (caller, _, operation) => {
      const token = { none: null, garbage: `gtl_${'x'.repeat(43)}`, ...tokens }[caller];
      const { status, body, headers } = await send(token, operation.method, addressOf(operation));
      const forwarded = upstream.seen.length;
      if (operation.access === 'service') {
        expect({ status, code: body.code, forwarded }).toEqual({ status: 404, code: 'not-found', forwarded: 0 });
      } else if (allowed[operation.access]?.includes(caller) === true) {
        expect([401, 403]).not.toContain(status);
        expect(forwarded).toBe(operation.owner === 'gateway' ? 0 : 1);
      } else {
        const refused = caller === 'none' || caller === 'garbage' ? [401, 'auth.missing'] : [403, 'auth.forbidden'];
        expect([status, body.code, forwarded]).toEqual([...refused, 0]);
        expect(Value.Check(Problem, body)).toBe(true);
        expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      }
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    });

    it.each([
      ['another scheme', 'Basic YTpi'],
      ['no token after the scheme', 'Bearer '],
      ['two tokens', 'Bearer a, Bearer b'],
      ['the service token, which is for our own processes', `Bearer ${SERVICE_TOKEN}`],
    ])('refuses %s', async (_, authorization) => {
      const response = await fetch(`${service.url}/api/me`, { headers: { authorization } });
      expect(response.status).toBe(401);
    });

    it('says whose token it is', async () => {
      const { body } = await send(tokens.member, 'GET', '/api/me');
      expect(body).toEqual({
        tenantId: 'acme',
        actorId: expect.stringMatching(/^token:[0-9a-f-]{36}$/),
        role: 'member',
      });
    });

    it('takes a revoked token no more', async () => {
      const { token, tokenId } = await newToken('member');
      expect((await send(token, 'GET', '/api/me')).status).toBe(200);
      expect((await send(operator, 'DELETE', `/api/tenants/acme/tokens/${tokenId}`)).status).toBe(204);
      expect((await send(token, 'GET', '/api/me')).status).toBe(401);
    });

    it('sees within seconds that another replica revoked a token', async () => {
      const other = await startService(gateway(config), { log });
      const { token, tokenId } = await newToken('member');
      expect((await send(token, 'GET', '/api/me')).status).toBe(200);
      await send(operator, 'DELETE', `/api/tenants/acme/tokens/${tokenId}`, undefined, other.url);
      await other.stop();
      await eventually(async () => expect((await send(token, 'GET', '/api/me')).status).toBe(401), {
        timeoutMs: 4_500,
      });
    });

    it('takes an expired token no more, also one it used a moment ago', async () => {
      const { token } = await newToken('member', 1);
      expect((await send(token, 'GET', '/api/me')).status).toBe(200);
      clock.step(24 * 60 * MINUTE_MS);
      const { status } = await send(token, 'GET', '/api/me');
      clock.step(-24 * 60 * MINUTE_MS);
      expect(status).toBe(401);
    });
  });

  describe('tenants and tokens', () => {
    it('refuses a tenant that is there, and a token for one that is not', async () => {
      const again = await send(operator, 'POST', '/api/tenants', { tenantId: 'acme', name: 'Acme' });
      expect([again.status, again.body.code]).toEqual([409, 'conflict']);
      const nobody = await send(operator, 'POST', '/api/tenants/nobody/tokens', { name: 'x', role: 'admin' });
      expect([nobody.status, nobody.body.detail]).toEqual([404, 'There is no such tenant']);
      const none = await send(operator, 'DELETE', `/api/tenants/acme/tokens/${UUID}`);
      expect([none.status, none.body.detail]).toEqual([404, 'There is no such token']);
    });

    it.each([
      [{ tenantId: 'Acme!', name: 'Acme' }, 'body.tenantId'],
      [{ tenantId: 'beta', name: '  ' }, 'body.name'],
      [{ tenantId: 'beta' }, 'body.name'],
      [{ tenantId: 'beta', name: 'Beta', plan: 'gold' }, 'body.plan'],
    ])('refuses %j, naming %s', async (body, field) => {
      const answer = await send(operator, 'POST', '/api/tenants', body);
      expect(answer.body).toMatchObject({ status: 400, code: 'request.invalid', errors: [{ field }] });
      const { body: list } = await send(operator, 'GET', '/api/tenants');
      expect(list.items.map(({ tenantId }: { tenantId: string }) => tenantId)).toEqual(['acme']);
    });

    it('keeps the operator token in a file for its owner only, and makes no second one', async () => {
      expect((await stat(tokenFile)).mode & 0o777).toBe(0o600);
      const again = await startService(gateway(config), { log });
      await again.stop();
      expect((await readFile(tokenFile, 'utf8')).trim()).toBe(operator);
    });

    it('refuses to start when the operator token cannot be written', async () => {
      const fresh = await testDatabase('gateway');
      const nowhere = { ...config, DATABASE_URL: fresh.url, DATABASE_OWNER_URL: fresh.url };
      await expect(
        startService(gateway({ ...nowhere, OPERATOR_TOKEN_FILE: join(tmpdir(), uniqueName('none'), 'token') }), {
          log,
        }),
      ).rejects.toThrow(
        /^The operator token cannot be written to .*: make its folder, or correct OPERATOR_TOKEN_FILE$/,
      );
      await fresh.drop();
    });

    it('writes no token to the log', () => {
      expect(lines.join('')).toContain('operator token was made');
      expect(lines.join('')).not.toMatch(/gtl_[\w-]{10}/);
      expect(lines.join('')).not.toContain(SERVICE_TOKEN);
    });
  });

  describe('forwarding', () => {
    it('tells the owner who calls, and passes nothing of what the caller claims', async () => {
      const response = await fetch(`${service.url}/api/jobs?limit=5`, {
        headers: {
          authorization: `Bearer ${tokens.admin}`,
          'x-tenant-id': 'other',
          'x-actor-role': 'service',
          'x-forwarded-for': '10.1.1.1',
          'x-request-id': UUID,
          cookie: 'a=b',
          accept: 'application/json',
        },
      });
      expect([response.status, await response.json()]).toEqual([200, { of: 'upstream' }]);
      const [request] = upstream.seen;
      expect(request?.url).toBe('/api/jobs?limit=5');
      expect(request?.headers).toMatchObject({
        authorization: `Bearer ${SERVICE_TOKEN}`,
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
      const query = await send(tokens.admin, 'GET', '/api/jobs?limit=0&colour=red');
      expect(query.body.errors.map(({ field }: { field: string }) => field)).toEqual(['query.colour']);
      const param = await send(tokens.admin, 'GET', '/api/jobs/..%2F..%2Fhealth');
      expect(param.body.errors).toEqual([
        { field: 'params.jobId', message: 'expected a UUID in lower case, got other text' },
      ]);
      expect(upstream.seen).toHaveLength(0);
    });

    it('answers 404 for what is nowhere, and for what is internal', async () => {
      for (const path of ['/api/nothing', '/internal/connections', '/API/jobs/', '/api/jobs/../../internal/x']) {
        expect((await send(tokens.admin, 'GET', path)).body).toMatchObject({ status: 404, code: 'not-found' });
      }
    });

    it('passes the status, the problem and the headers of the owner, but nothing of the connection and no cookie', async () => {
      upstream.answer = (_, response) =>
        response
          .writeHead(409, {
            'content-type': 'application/problem+json',
            'x-secret': '1',
            connection: 'x-secret, close',
            'set-cookie': 'a=b',
            etag: '"1"',
          })
          .end('{"code":"sync.off"}');
      const { status, body, headers } = await send(tokens.admin, 'POST', `/api/connections/${UUID}/syncs`);
      expect([status, body, headers.get('etag')]).toEqual([409, { code: 'sync.off' }, '"1"']);
      expect([headers.get('x-secret'), headers.get('set-cookie')]).toEqual([null, null]);
    });

    it('says that a part does not answer when its owner is down, cuts the connection, or knows another service token', async () => {
      upstream.answer = (request) => request.socket.destroy();
      const cut = await send(tokens.admin, 'GET', '/api/jobs');
      upstream.answer = (_, response) => response.writeHead(401).end('{}');
      const stranger = await send(tokens.admin, 'GET', '/api/jobs');
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
      upstream.answer = (request, response) => {
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
      const answer = fetch(`${service.url}/api/directory/users/import`, {
        method: 'POST',
        headers: { authorization: `Bearer ${tokens.admin}`, 'content-type': 'application/x-ndjson' },
        body,
        duplex: 'half',
      } as RequestInit);
      push?.enqueue(Buffer.from('{"first":1}\n'));
      await eventually(() => expect(got).toBe('{"first":1}\n'), QUICKLY);
      push?.enqueue(Buffer.from('{"second":2}\n'));
      push?.close();
      expect(await (await answer).json()).toEqual({ bytes: 25 });
      expect(upstream.seen[0]?.headers['content-type']).toBe('application/x-ndjson');
    });

    it('streams an answer as it comes, and holds the owner back when the caller does not read', async () => {
      let written = 0;
      let held = false;
      upstream.answer = (_, response) => {
        response.writeHead(200, { 'content-type': 'application/octet-stream' });
        const more = (): void => {
          while (written < 200) {
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
      const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
      socket.write(
        `GET /api/jobs/${UUID}/log.xlsx HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${tokens.admin}\r\nconnection: close\r\n\r\n`,
      );
      const head = await new Promise<string>((resolve) =>
        socket.once('data', (piece) => resolve(piece.toString('latin1'))),
      );
      socket.pause();
      expect(head).toContain('HTTP/1.1 200 OK');
      await eventually(() => expect(held).toBe(true), QUICKLY);
      const before = written;
      expect(before).toBeLessThan(100);
      socket.resume();
      await new Promise((resolve) => socket.on('close', resolve));
      expect(written).toBe(200);
    });

    it('passes no body of a request that may not have one', async () => {
      const { port } = new URL(service.url);
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const headers = { authorization: `Bearer ${tokens.admin}`, 'content-length': 5, connection: 'close' };
        request({ port, path: '/api/jobs', headers }, (answer) => resolve(answer.resume().statusCode))
          .on('error', reject)
          .end('hello');
      });
      expect([status, upstream.seen[0]?.headers['content-length']]).toEqual([200, undefined]);
    });

    it('lets go of the owner when the caller goes away', async () => {
      let owner: 'asked' | 'let go' | undefined;
      upstream.answer = (_, response) => {
        owner = 'asked';
        response.on('close', () => {
          owner = 'let go';
        });
      };
      const away = new AbortController();
      const answer = fetch(`${service.url}/api/jobs`, {
        headers: { authorization: `Bearer ${tokens.admin}` },
        signal: away.signal,
      });
      await eventually(() => expect(owner).toBe('asked'), QUICKLY);
      away.abort();
      await expect(answer).rejects.toThrow(/abort/);
      await eventually(() => expect(owner).toBe('let go'), QUICKLY);
    });

    it('cuts the answer off when the owner breaks in the middle of it, so that half is not taken for whole', async () => {
      upstream.answer = (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"items":[', () => response.destroy());
      };
      await expect(send(tokens.admin, 'GET', '/api/jobs')).rejects.toThrow();
    });
  });

  describe('limits', () => {
    let strict: RunningService;
    beforeAll(async () => {
      strict = await startService(gateway({ ...config, RATE_LIMIT_PER_MINUTE: 3, FAILED_TOKENS_PER_MINUTE: 2 }), {
        log,
        clock,
      });
    });
    afterAll(() => strict?.stop());

    it('holds back a token that asks too often, by name of the wait, and takes it again after', async () => {
      const ask = () => send(tokens.member, 'GET', '/api/me', undefined, strict.url);
      expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([200, 200, 200]);
      const refused = await ask();
      expect([refused.status, refused.body.code]).toEqual([429, 'rate.limited']);
      expect(refused.headers.get('retry-after')).toBe('20');
      expect(refused.headers.get('ratelimit-limit')).toBe('3');
      clock.step(20_000);
      expect((await ask()).status).toBe(200);
    });

    it('holds back an address that tries unknown tokens, but not the ones it knows', async () => {
      expect((await send(operator, 'GET', '/api/tenants', undefined, strict.url)).status).toBe(200);
      const guess = () => send(`gtl_${'y'.repeat(43)}`, 'GET', '/api/me', undefined, strict.url);
      expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 429]);
      expect((await send(operator, 'GET', '/api/tenants', undefined, strict.url)).status).toBe(200);
    });
  });

  describe('what anybody may read', () => {
    it('serves the OpenAPI document and a page that loads nothing and runs nothing', async () => {
      const document = await send(null, 'GET', '/api/openapi.json');
      expect(document.body).toMatchObject({ openapi: '3.1.0' });
      expect(document.text).not.toContain('/internal/');
      const page = await send(null, 'GET', '/api/docs');
      expect(page.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/]{43}='/,
      );
      expect(page.text).not.toMatch(/<script|<link|<img|src=|url\(|style="/);
      const home = await send(null, 'GET', '/');
      expect([home.status, home.headers.get('location')]).toEqual([302, '/api/docs']);
    });

    it('is healthy without Kafka, and shows its metrics only to the bearer of the service token', async () => {
      expect((await send(null, 'GET', '/health/ready')).body).toEqual({
        status: 'ready',
        checks: { database: 'ok', migrations: 'ok' },
      });
      expect((await send(null, 'GET', '/metrics')).status).toBe(401);
      expect((await send(tokens.admin, 'GET', '/metrics')).status).toBe(401);
      const metrics = await send(SERVICE_TOKEN, 'GET', '/metrics');
      expect(metrics.text).toMatch(
        /http_request_duration_seconds_count\{app="gateway",operation="listJobs",method="GET",status="200"\}/,
      );
    });
  });
});
