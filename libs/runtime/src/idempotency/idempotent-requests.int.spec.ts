import { randomUUID } from 'node:crypto';
import { Database, idempotencyMigration, migrate } from '@gong-timeline/persistence';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import type { QueryRunner } from 'typeorm';
import type { Clock } from '../clock';
import { ProblemError } from '../http/problem-error';
import { type IdempotentRequest, IdempotentRequests } from './idempotent-requests';

class Books1000000000005 {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE book (title text)');
  }
  async down(): Promise<void> {}
}

const HOUR_MS = 3_600_000;

describe('a request with an Idempotency-Key (X2)', () => {
  let server: TestDatabase;
  let database: Database;
  let now = Date.parse('2026-03-03T10:00:00Z');
  const clock: Clock = { now: () => new Date(now) };
  let requests: IdempotentRequests;

  beforeAll(async () => {
    server = await testDatabase('idempotency');
    const { ownerUrl, applicationUrl: url, applicationRole } = server;
    const migrations = [idempotencyMigration, Books1000000000005];
    await migrate({ ownerUrl, schema: 'own', applicationRole, migrations });
    database = await Database.connect({ url, schema: 'own', applicationName: 'spec', clock, poolSize: 20 });
    requests = new IdempotentRequests(database, clock);
  });
  afterAll(async () => {
    await database?.close();
    await server?.drop();
  });
  beforeEach(() => database.transaction((tx) => tx.query('DELETE FROM book')));

  const ask = (over: Partial<IdempotentRequest> = {}): IdempotentRequest => ({
    tenantId: 'acme',
    actorId: 'member:ann',
    key: randomUUID(),
    said: '["addBook","Emma"]',
    ...over,
  });
  const write = (title = 'Emma') => database.transaction((tx) => tx.query('INSERT INTO book VALUES ($1)', [title]));
  const addBook = async () => {
    await write();
    return { body: { title: 'Emma', secret: 'gtl_shown-once' }, etag: '"1"' };
  };
  const books = async () => (await database.query('SELECT FROM book')).length;
  const codeOf = async (answer: Promise<unknown>): Promise<string> =>
    answer.then(
      () => 'done',
      (error: unknown) => (error instanceof ProblemError ? error.code : String(error)),
    );
  /** As a process does that dies: nothing after this point of it happens. */
  const dies = (): Promise<never> => new Promise(() => undefined);
  const begun = () => {
    let begin = (): void => undefined;
    const reached = new Promise<void>((resolve) => {
      begin = resolve;
    });
    return { reached, begin };
  };

  it('has its effect once, and is answered the same again', async () => {
    const request = ask();
    expect(await requests.once(request, addBook)).toMatchObject({ replayed: false, etag: '"1"' });
    expect(await requests.once(request, addBook)).toEqual({
      body: { title: 'Emma', secret: 'gtl_shown-once' },
      etag: '"1"',
      replayed: true,
    });
    expect(await books()).toBe(1);
  });

  it('has its effect once when it is sent a hundred times at once; who comes while it runs is told so', async () => {
    const request = ask();
    const answers = await Promise.all(Array.from({ length: 100 }, () => codeOf(requests.once(request, addBook))));
    expect(await books()).toBe(1);
    expect(new Set(answers)).toEqual(new Set(['done', 'idempotency.in-progress']));
    expect(await codeOf(requests.once(request, addBook))).toBe('done');
    expect(await books()).toBe(1);
  });

  it('is refused with the key of another request', async () => {
    const request = ask();
    await requests.once(request, addBook);
    expect(await codeOf(requests.once({ ...request, said: '["addBook","Persuasion"]' }, addBook))).toBe(
      'idempotency.key-reused',
    );
    expect(await books()).toBe(1);
  });

  it('is told apart by tenant and by caller', async () => {
    const request = ask();
    for (const other of [request, { ...request, tenantId: 'other' }, { ...request, actorId: 'member:bob' }]) {
      expect(await requests.once(other, addBook)).toMatchObject({ replayed: false });
    }
    expect(await books()).toBe(3);
  });

  it('may be sent again with the same key when it was refused: nothing was done', async () => {
    const request = ask();
    const refuse = () => Promise.reject(new ProblemError('conflict', 'not now'));
    expect(await codeOf(requests.once(request, refuse))).toBe('conflict');
    expect(await requests.once(request, addBook)).toMatchObject({ replayed: false });
    expect(await books()).toBe(1);
  });

  it('is carried out by the next attempt when the process died before its effect, once its lease is over', async () => {
    const request = ask();
    const { reached, begin } = begun();
    void requests.once(request, () => {
      begin();
      return dies();
    });
    await reached;
    expect(await codeOf(requests.once(request, addBook))).toBe('idempotency.in-progress');
    now += 61_000;
    expect(await requests.once(request, addBook)).toMatchObject({ replayed: false });
    expect(await books()).toBe(1);
  });

  it('says that it was done, and does it not again, when the process died between effect and answer', async () => {
    const request = ask();
    const { reached, begin } = begun();
    void requests.once(request, async () => {
      await addBook();
      begin();
      return dies();
    });
    await reached;
    now += 61_000;
    expect(await codeOf(requests.once(request, addBook))).toBe('idempotency.answer-lost');
    expect(await books()).toBe(1);
  });

  it('cannot commit any more when it hung and another attempt has taken over', async () => {
    const request = ask();
    const { reached, begin } = begun();
    let goOn = (): void => undefined;
    const hanging = requests.once(request, async () => {
      begin();
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      return addBook();
    });
    await reached;
    now += 61_000;
    await requests.once(request, addBook);
    goOn();
    expect(await codeOf(hanging)).toBe('idempotency.in-progress');
    expect(await books()).toBe(1);
  });

  it('marks nothing that goes on in the background after the answer', async () => {
    let later = (): void => undefined;
    let background: Promise<unknown> = Promise.resolve();
    const request = ask();
    await requests.once(request, async () => {
      const held = new Promise<void>((resolve) => {
        later = resolve;
      });
      background = held.then(() => write('Later'));
      return { body: null, etag: null };
    });
    now += 25 * HOUR_MS;
    await requests.once(ask(), addBook);
    later();
    await expect(background).resolves.toBeDefined();
  });

  it('is remembered for 24 hours and no longer', async () => {
    const request = ask();
    await requests.once(request, addBook);
    now += 24 * HOUR_MS - 1;
    expect(await requests.once(request, addBook)).toMatchObject({ replayed: true });
    now += 2;
    expect(await requests.once(request, addBook)).toMatchObject({ replayed: false });
    now += 25 * HOUR_MS;
    const other = ask({ tenantId: 'other' });
    await requests.once(other, addBook);
    const rows = await database
      .acrossTenants()
      .query<{ tenant_id: string }>('SELECT tenant_id FROM idempotent_request');
    expect(rows).toEqual([{ tenant_id: 'other' }]);
  });

  it('is kept so that nobody who reads the table learns the key or what was shown once', async () => {
    const request = ask();
    await requests.once(request, addBook);
    const [row] = await database
      .within('acme')
      .query<{ text: string }>(
        `SELECT string_agg(encode(answer, 'escape') || t::text, ' ') AS text FROM idempotent_request t`,
      );
    expect(row?.text).toContain('acme');
    expect(row?.text).not.toContain(request.key);
    expect(row?.text).not.toContain('gtl_shown-once');
  });
});
