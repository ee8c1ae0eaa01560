import { connect } from 'node:net';
import { defineOperation, GENERAL_PROBLEMS, Problem } from '@gong-timeline/contracts';
import type { MigrationClass } from '@gong-timeline/persistence';
import { eventually, type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { Controller, Module } from '@nestjs/common';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { QueryRunner } from 'typeorm';
import { newServiceKeys } from '../callers/new-service-keys';
import { ServiceCredentials } from '../callers/service-credentials';
import { Implements } from '../http/implements';
import { Input, type InputOf } from '../http/input';
import { notFound, ProblemError } from '../http/problem-error';
import { createLogger } from '../log/logger';
import { defineService } from './define-service';
import { type RunningService, startService } from './start-service';

const of = { owner: 'gateway', tag: 'Shelves', problems: [] } as const;
const shelf = Type.Object({ shelfId: Type.String({ pattern: '^[a-z]+$' }) });
const putBook = defineOperation({
  ...of,
  operationId: 'putBook',
  method: 'PUT',
  path: '/api/shelves/{shelfId}/book.json',
  access: 'admin',
  summary: 'Put a book',
  params: shelf,
  query: Type.Object({
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 9, default: 5 })),
    loud: Type.Optional(Type.Boolean()),
  }),
  body: Type.Object(
    { title: Type.String({ minLength: 1, pattern: '\\S' }), copies: Type.Optional(Type.Integer({ default: 1 })) },
    { additionalProperties: false },
  ),
  status: 202,
  response: Type.Any(),
});
const emptyShelf = defineOperation({
  ...of,
  operationId: 'emptyShelf',
  method: 'DELETE',
  path: '/api/shelves/{shelfId}',
  access: 'member',
  summary: 'Empty a shelf',
  params: shelf,
  status: 204,
});
const weighShelf = defineOperation({
  ...of,
  operationId: 'weighShelf',
  method: 'POST',
  path: '/api/shelves/{shelfId}/weight',
  access: 'service',
  callers: ['gong-ingest'],
  summary: 'Stream in, stream out',
  params: shelf,
  requestStream: { contentTypes: ['text/plain'], description: 'anything' },
  status: 200,
  responseStream: { contentType: 'text/plain', description: 'the same again' },
});

const lenient = defineOperation({
  ...of,
  operationId: 'lenient',
  method: 'GET',
  path: '/api/lenient',
  access: 'member',
  summary: 'Take more than is known',
  query: Type.Object({ known: Type.Integer() }, { additionalProperties: true }),
  status: 200,
  response: Type.Any(),
});

@Controller()
class ShelvesApi {
  @Implements(lenient) lenient(@Input() { query }: InputOf<typeof lenient>) {
    return query;
  }

  @Implements(putBook) put(@Input() input: InputOf<typeof putBook>) {
    const { params, query, body, identity, correlationId, traceparent } = input;
    return { params, query, body, identity, correlationId, traceparent };
  }

  @Implements(emptyShelf) async empty(@Input() { params }: InputOf<typeof emptyShelf>): Promise<void> {
    if (params.shelfId === 'lost') throw notFound('shelf');
    if (params.shelfId === 'taken') throw new ProblemError('conflict', 'Somebody reads there');
    if (params.shelfId === 'broken') throw new Error('the password of the cellar is swordfish');
    if (params.shelfId === 'slow') {
      entered.resolve();
      await release.promise;
    }
  }

  @Implements(weighShelf) async weigh(@Input() { request, response }: InputOf<typeof weighShelf>): Promise<void> {
    response.type('text/plain');
    for await (const chunk of request) response.write(chunk);
    response.end();
  }
}

@Module({ controllers: [ShelvesApi] })
class ShelvesModule {
  /** As a loop does that ends its turn. */
  async beforeApplicationShutdown(): Promise<void> {
    await loopTurn.promise;
  }
}

class Shelves1000000000001 {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE shelf (tenant_id text, shelf_id text, PRIMARY KEY (tenant_id, shelf_id))');
  }
  async down(): Promise<void> {}
}

const deferred = () => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
};
const entered = deferred();
let release = deferred();
let loopTurn = { promise: Promise.resolve(), resolve: () => undefined as void };

const keys = newServiceKeys();
const credentials = ServiceCredentials.of('gateway', keys.gateway);
const passes = new Set<string>();
/** A pass lives for a minute, and a busy machine may take longer for this file: each request has one of its own time. */
const pass = (): string => {
  const text = credentials.bearerFor('gateway');
  passes.add(text);
  return text;
};
const admin = () => ({
  authorization: `Bearer ${pass()}`,
  'x-tenant-id': 'acme',
  'x-actor-id': 'ann',
  'x-actor-role': 'admin',
});
/** Below the time jest gives a test, so that the message says what was waited for. */
const QUICKLY = { timeoutMs: 3_000 };
const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('startService', () => {
  let database: TestDatabase;
  let service: RunningService;
  const lines: string[] = [];

  const definition = (migrations: readonly MigrationClass[] = [Shelves1000000000001], owner = true) =>
    defineService({
      name: 'gateway',
      schema: 'shelves',
      migrations,
      subscriptions: [],
      module: ShelvesModule,
      config: {
        HOST: '127.0.0.1',
        PORT: 0,
        DATABASE_URL: database.applicationUrl,
        ...(owner ? { DATABASE_OWNER_URL: database.ownerUrl } : {}),
        ...keys.gateway,
        LOG_LEVEL: 'debug',
      },
    });
  const log = createLogger({ app: 'shelves', level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const send = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(service.url + path, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  const put = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(path, {
      method: 'PUT',
      headers: { ...admin(), 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  beforeAll(async () => {
    database = await testDatabase('runtime');
    service = await startService(definition(), { log });
  });
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('hands a method what the contract promises: coerced, with defaults, and for whom', async () => {
    const { status, body } = await put(
      '/api/shelves/abc/book.json?loud=true',
      { title: 'Emma' },
      { traceparent: TRACEPARENT },
    );
    expect(status).toBe(202);
    expect(body).toEqual({
      params: { shelfId: 'abc' },
      query: { loud: true, limit: 5 },
      body: { title: 'Emma', copies: 1 },
      identity: { tenantId: 'acme', actorId: 'ann', role: 'admin' },
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      traceparent: TRACEPARENT,
    });
  });

  it('takes the correlation id of the caller when it is a UUID, else makes one', async () => {
    const id = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
    expect(
      (await put('/api/shelves/a/book.json', { title: 'E' }, { 'x-request-id': id })).headers.get('x-request-id'),
    ).toBe(id);
    const other = await put('/api/shelves/a/book.json', { title: 'E' }, { 'x-request-id': 'x\\"' });
    expect(other.body.correlationId).toBe(other.headers.get('x-request-id'));
    expect(other.body.correlationId).not.toBe('x\\"');
  });

  it.each([
    ['/api/shelves/a/book.json?limit=10', { title: 'E' }, 'query.limit', 'expected a whole number from 1 to 9, got 10'],
    [
      '/api/shelves/a/book.json?limit=1e0',
      { title: 'E' },
      'query.limit',
      'expected a whole number from 1 to 9, got other text',
    ],
    ['/api/shelves/a/book.json?limit=1&limit=2', { title: 'E' }, 'query.limit', 'is given more than once'],
    ['/api/shelves/a/book.json?colour=red', { title: 'E' }, 'query.colour', 'is not known here; leave it out'],
    ['/api/shelves/a/book.json?__proto__=red', { title: 'E' }, 'query.__proto__', 'is not known here; leave it out'],
    // A secret where a name belongs is not said again.
    [
      `/api/shelves/a/book.json?gtl_${'x'.repeat(43)}=1`,
      { title: 'E' },
      'query.[redacted]',
      'is not known here; leave it out',
    ],
    [
      '/api/shelves/A1/book.json',
      { title: 'E' },
      'params.shelfId',
      'expected text of the form ^[a-z]+$, got other text',
    ],
    ['/api/shelves/a/book.json', { title: ' ' }, 'body.title', 'expected text that is not blank, got other text'],
    ['/api/shelves/a/book.json', {}, 'body.title', 'is missing; expected text that is not blank'],
    ['/api/shelves/a/book.json', { title: 'E', isbn: 1 }, 'body.isbn', 'is not known here; leave it out'],
    ['/api/shelves/a/book.json', '{"title":"E","__proto__":{}}', 'body.__proto__', 'is not known here; leave it out'],
    ['/api/shelves/a/book.json', '{"title":', 'body', 'expected JSON in UTF-8'],
    ['/api/shelves/a/book.json', '', 'body', 'is missing; expected an object'],
  ])('refuses %s with %j, naming %s', async (path, body, field, message) => {
    const answer = await put(path, body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Value.Check(Problem, answer.body)).toBe(true);
    expect(answer.body).toMatchObject({ code: 'request.invalid', errors: [{ field, message }] });
  });

  it.each([
    ['no token', { authorization: '' }, 401, 'auth.missing'],
    ['a wrong pass', { authorization: `Bearer ${pass()}x` }, 401, 'auth.missing'],
    ['a role too small', { 'x-actor-role': 'member' }, 403, 'auth.forbidden'],
    ['an operator, who reads no tenant', { 'x-actor-role': 'operator' }, 403, 'auth.forbidden'],
    ['an unknown role', { 'x-actor-role': 'root' }, 400, 'request.invalid'],
    ['no tenant', { 'x-tenant-id': '' }, 400, 'request.invalid'],
  ])('refuses %s before it reads the body', async (_, headers, status, code) => {
    const answer = await put('/api/shelves/a/book.json', '{"not json', headers);
    expect(answer).toMatchObject({ status, body: { code } });
  });

  it('refuses a body that is too large, and one that is no JSON type', async () => {
    expect(await put('/api/shelves/a/book.json', { title: 'E'.repeat(1024 * 1024) })).toMatchObject({ status: 413 });
    expect(await put('/api/shelves/a/book.json', 'E', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
  });

  it('refuses headers that are too long, and says how to sign in', async () => {
    expect((await fetch(service.url, { headers: { cookie: 'c'.repeat(17_000) } })).status).toBe(431);
    expect((await send('/api/shelves/a', { method: 'DELETE' })).headers.get('www-authenticate')).toBe('Bearer');
  });

  it('leaves out unknown parameters where the contract lets others in', async () => {
    const { status, text } = await send('/api/lenient?known=1&other=2', { headers: admin() });
    expect([status, text]).toEqual([200, '{"known":1}']);
  });

  it('answers problems with the status of their code, and 204 without a body', async () => {
    const empty = (shelfId: string) => send(`/api/shelves/${shelfId}`, { method: 'DELETE', headers: admin() });
    expect(await empty('fine')).toMatchObject({ status: 204, text: '' });
    expect(await empty('lost')).toMatchObject({ status: 404, body: { detail: 'There is no such shelf' } });
    expect(await empty('taken')).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await send('/api/nothing')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await send('/api/shelves/%E0%A4%A')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('tells nothing of the inside when a method breaks, and logs it under the correlation id', async () => {
    const { status, body, text } = await send('/api/shelves/broken', { method: 'DELETE', headers: admin() });
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'internal.error', title: GENERAL_PROBLEMS['internal.error'].title });
    expect(text).not.toContain('swordfish');
    const line = lines.map((entry) => JSON.parse(entry)).find((entry) => entry.message === 'request failed');
    expect(line).toMatchObject({
      level: 'error',
      correlationId: body.correlationId,
      err: { stack: expect.any(String) },
    });
  });

  it('lets a stream operation read and write by itself, for our own services only', async () => {
    const weigh = (headers: Record<string, string>) =>
      fetch(`${service.url}/api/shelves/a/weight`, { method: 'POST', headers, body: 'x'.repeat(3_000_000) });
    expect((await weigh(admin())).status).toBe(403);
    const answer = await weigh({
      authorization: `Bearer ${ServiceCredentials.of('gong-ingest', keys['gong-ingest']).bearerFor('gateway')}`,
      'x-tenant-id': 'acme',
    });
    expect(answer.status).toBe(200);
    expect((await answer.text()).length).toBe(3_000_000);
  });

  it('is live and ready, and measures requests by operation', async () => {
    expect(await send('/health/live')).toMatchObject({ status: 200 });
    expect(await send('/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', checks: { database: 'ok', migrations: 'ok' } },
    });
    await eventually(async () => {
      const text = await (await fetch(`${service.url}/metrics`)).text();
      expect(text).toMatch(
        /http_request_duration_seconds_count\{app="gateway",operation="putBook",method="PUT",status="202"\} \d/,
      );
      expect(text).toContain('process_cpu_seconds_total');
    }, QUICKLY);
  });

  it('never writes its key or a pass to the log', () => {
    expect(lines.join('')).not.toContain(keys.gateway.SERVICE_KEY);
    for (const each of passes) expect(lines.join('')).not.toContain(each);
  });

  it('refuses to start when a migration is pending and no owner is given', async () => {
    class Later1000000000002 extends Shelves1000000000001 {}
    await expect(startService(definition([Later1000000000002], false), { log })).rejects.toThrow(
      'The schema shelves lacks the migrations Later1000000000002: start once with DATABASE_OWNER_URL set',
    );
  });

  it('refuses to start as a role that row level security does not hold (X3)', async () => {
    const as = (url: string) => {
      const { config, ...rest } = definition([Shelves1000000000001], false);
      return startService({ ...rest, config: { ...config, DATABASE_URL: url } }, { log });
    };
    const refusal = (why: string) => `The role of DATABASE_URL is above row level security: ${why}. Give the service`;
    await expect(as(database.url)).rejects.toThrow(refusal(`${new URL(database.url).username} is a superuser`));
    await (await as(database.applicationUrl)).stop();
  });

  it('says what to do when the database does not answer or refuses', async () => {
    const at = (url: string) =>
      startService(
        { ...definition(), config: { ...definition().config, DATABASE_OWNER_URL: url } },
        { log, databaseWaitMs: 300 },
      );
    await expect(at('postgres://o:pw@127.0.0.1:1/db')).rejects.toThrow(
      /^PostgreSQL at 127.0.0.1:1\/db did not answer for 0.3 s \(.*\). Start it, or correct DATABASE_OWNER_URL$/,
    );
    const missing = new URL(database.ownerUrl);
    missing.pathname = '/no_such_database';
    await expect(at(missing.href)).rejects.toThrow(
      /no_such_database refused: .*does not exist. Check DATABASE_OWNER_URL/,
    );
  });

  it('stops in order: no new connection while a loop ends its turn, and the request in hand is answered', async () => {
    release = deferred();
    loopTurn = deferred();
    const second = await startService(definition(), { log });
    const answer = fetch(`${second.url}/api/shelves/slow`, { method: 'DELETE', headers: admin() });
    await entered.promise;
    const stopped = second.stop();
    await eventually(() => refusesConnections(second.url), QUICKLY);
    loopTurn.resolve();
    release.resolve();
    expect((await answer).status).toBe(204);
    await stopped;
  });
});

const refusesConnections = async (url: string): Promise<void> => {
  const { hostname, port } = new URL(url);
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => resolve());
    socket.on('connect', () => {
      socket.destroy();
      reject(new Error('It still accepts connections'));
    });
  });
};
