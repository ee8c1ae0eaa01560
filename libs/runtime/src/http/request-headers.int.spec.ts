import { randomUUID } from 'node:crypto';
import { defineOperation } from '@gong-timeline/contracts';
import { idempotencyMigration } from '@gong-timeline/persistence';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { Controller, Module } from '@nestjs/common';
import { Type } from '@sinclair/typebox';
import { newServiceKeys } from '../callers/new-service-keys';
import { ServiceCredentials } from '../callers/service-credentials';
import { createLogger } from '../log/logger';
import { defineService } from '../service/define-service';
import { type RunningService, startService } from '../service/start-service';
import { entityTag, refuseStale } from './entity-tag';
import { Implements } from './implements';
import { Input, type InputOf } from './input';

const of = { owner: 'gateway', tag: 'Books', access: 'admin', summary: 'A book', problems: [] } as const;
const Book = Type.Object({ title: Type.String({ minLength: 1 }) }, { additionalProperties: false });
const addBook = defineOperation({
  ...of,
  operationId: 'addBook',
  idempotency: true,
  answersEtag: true,
  method: 'POST',
  path: '/api/books',
  body: Book,
  status: 201,
  response: Type.Any(),
});
const changeBook = defineOperation({
  ...of,
  operationId: 'changeBook',
  needsIfMatch: true,
  method: 'PUT',
  path: '/api/books',
  body: Book,
  status: 200,
  response: Type.Any(),
});
const oldBook = defineOperation({
  ...of,
  operationId: 'oldBook',
  deprecated: { since: '2026-11-01', sunset: '2027-11-01', instead: 'addBook' },
  method: 'GET',
  path: '/api/old-book',
  query: Type.Object({ page: Type.Optional(Type.Integer()) }),
  status: 200,
  response: Type.Any(),
});

let added = 0;
const shelf = { title: 'Emma' };

@Controller()
class BooksApi {
  @Implements(addBook) add(@Input() { body, response }: InputOf<typeof addBook>) {
    added += 1;
    response.set('etag', entityTag(body));
    return { ...body, copy: added };
  }

  @Implements(changeBook) change(@Input() { body, ifMatch }: InputOf<typeof changeBook>) {
    refuseStale(ifMatch, { is: entityTag(shelf) });
    return body;
  }

  @Implements(oldBook) old() {
    return shelf;
  }
}

@Module({ controllers: [BooksApi] })
class BooksModule {}

const KEYS = newServiceKeys().gateway;

describe('what a request says in headers (X2)', () => {
  let database: TestDatabase;
  let service: RunningService;

  beforeAll(async () => {
    database = await testDatabase('headers');
    const config = {
      HOST: '127.0.0.1',
      PORT: 0,
      DATABASE_URL: database.applicationUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      ...KEYS,
      LOG_LEVEL: 'silent' as const,
    };
    const migrations = [idempotencyMigration];
    const parts = { config, schema: 'books', migrations, subscriptions: [], module: BooksModule };
    const log = createLogger({ app: 'gateway', level: 'silent' });
    service = await startService(defineService({ name: 'gateway', ...parts }), { log });
  });
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  const send = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(service.url + path, {
      method,
      headers: {
        ...{
          authorization: `Bearer ${ServiceCredentials.of('gateway', KEYS).bearerFor('gateway')}`,
          'x-tenant-id': 'acme',
          'x-actor-id': 'ann',
        },
        ...{ 'x-actor-role': 'admin', 'content-type': 'application/json', ...headers },
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, never> };
  };
  const add = (key: string, body: object = shelf) => send('POST', '/api/books', body, { 'idempotency-key': key });

  it('with an Idempotency-Key: the same answer again, and a header that says so', async () => {
    const key = randomUUID();
    const [first, again] = [await add(key), await add(`"${key}"`)];
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
    expect(await add(key, { title: 'Persuasion' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency.key-reused', errors: [{ field: 'header.idempotency-key' }] },
    });
  });

  it('with an Idempotency-Key: one of another spelling is refused, and a request that is not valid uses none up', async () => {
    expect(await add('short')).toMatchObject({ status: 400, body: { errors: [{ field: 'header.idempotency-key' }] } });
    const key = randomUUID();
    expect((await add(key, { titel: 'Emma' })).status).toBe(400);
    expect((await add(key)).status).toBe(201);
  });

  it('without an Idempotency-Key: each is a request of its own', async () => {
    const [one, two] = [await send('POST', '/api/books', shelf), await send('POST', '/api/books', shelf)];
    expect(two.body['copy']).toBe((one.body['copy'] ?? 0) + 1);
  });

  it('with If-Match: a stale one is told the newest tag, and none is not enough', async () => {
    const change = (headers: Record<string, string>) => send('PUT', '/api/books', { title: 'Emma II' }, headers);
    const stale = await change({ 'if-match': '"of-another-state"' });
    expect([stale.status, stale.body['code']]).toEqual([412, 'precondition.failed']);
    expect((await change({ 'if-match': stale.headers.get('etag') ?? '' })).status).toBe(200);
    expect(await change({})).toMatchObject({ status: 428, body: { code: 'precondition.required' } });
  });

  it('of an operation that is deprecated: the answer says since when and until when, also when it refuses', async () => {
    for (const path of ['/api/old-book', '/api/old-book?page=x']) {
      const { headers } = await send('GET', path);
      expect(headers.get('deprecation')).toBe('@1793491200');
      expect(headers.get('sunset')).toBe('Mon, 01 Nov 2027 00:00:00 GMT');
      expect(headers.get('link')).toContain('rel="deprecation"');
    }
    expect((await send('POST', '/api/books', shelf)).headers.get('deprecation')).toBeNull();
  });
});
