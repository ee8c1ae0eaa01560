import { OPERATIONS, type OperationDefinition, Problem } from '@gong-timeline/contracts';
import { toAddress } from '@gong-timeline/runtime';
import { ServiceCredentials } from '@gong-timeline/runtime';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { Value } from '@sinclair/typebox/value';
import { randomSecret } from './random-secret';
import { TOKEN_CACHE_MS } from './token-cache';
import { type Replica, serviceKeys, TestGateway } from '../../test/gateway';
import { exampleOf } from '../openapi/example-of';

const MINUTE_MS = 60_000;
const PASS = ServiceCredentials.of('connector-auth', serviceKeys['connector-auth']).bearerFor('gateway');
const ENDING = new Set(['suspendTenant', 'resumeTenant', 'wipeTenant']);

describe('who may call what (X3)', () => {
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

  const addressOf = (operation: OperationDefinition): string => {
    const given = { params: operation.params, query: operation.query };
    const params = given.params === undefined ? {} : (exampleOf(given.params) as Record<string, unknown>);
    // What ends a tenant is asked of one that there is not: the others need theirs.
    if (ENDING.has(operation.operationId)) params['tenantId'] = 'nobody';
    return toAddress(operation, params, given.query === undefined ? {} : { ...required(given.query) });
  };
  const required = (query: NonNullable<OperationDefinition['query']>): Record<string, unknown> =>
    Object.fromEntries((query.required ?? []).map((name) => [name, exampleOf(query.properties[name]!, name)]));

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
    const token = { none: null, garbage: `gtl_${'x'.repeat(43)}`, ...gateway.tokens }[caller];
    const { status, body, headers } = await gateway.send(token, operation.method, addressOf(operation));
    const forwarded = gateway.upstream.seen.length;
    if (operation.access === 'service') {
      expect({ status, code: body.code, forwarded }).toEqual({ status: 404, code: 'not-found', forwarded: 0 });
    } else if (allowed[operation.access]?.includes(caller) === true) {
      // By code: a public operation may refuse for reasons of its own.
      expect(['auth.missing', 'auth.forbidden']).not.toContain(body?.code);
      const asked = operation.operationId === 'getTenantRemains' ? 5 : 0;
      expect(forwarded).toBe(operation.owner === 'gateway' ? asked : 1);
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
    ['a pass of one of our own processes', `Bearer ${PASS}`],
  ])('refuses %s', async (_, authorization) => {
    const response = await fetch(`${gateway.url}/api/me`, { headers: { authorization } });
    expect(response.status).toBe(401);
  });

  it('says whose token it is', async () => {
    const { body } = await gateway.send(gateway.tokens.member, 'GET', '/api/me');
    expect(body).toEqual({
      tenantId: 'acme',
      tenantName: 'Acme',
      actorId: expect.stringMatching(/^token:[0-9a-f-]{36}$/),
      role: 'member',
      name: 'a spec',
      email: null,
      signIn: 'token',
    });
  });

  it('takes a revoked token no more', async () => {
    const { token, tokenId } = await gateway.newToken('member');
    expect((await gateway.send(token, 'GET', '/api/me')).status).toBe(200);
    expect((await gateway.send(gateway.tokens.operator, 'DELETE', `/api/tenants/acme/tokens/${tokenId}`)).status).toBe(
      204,
    );
    expect((await gateway.send(token, 'GET', '/api/me')).status).toBe(401);
  });

  it('sees within seconds that another replica revoked a token', async () => {
    const other = await gateway.start();
    const { token, tokenId } = await gateway.newToken('member');
    expect((await gateway.send(token, 'GET', '/api/me')).status).toBe(200);
    await gateway.send(gateway.tokens.operator, 'DELETE', `/api/tenants/acme/tokens/${tokenId}`, undefined, other.url);
    await other.stop();
    expect(TOKEN_CACHE_MS).toBeLessThanOrEqual(5_000);
    gateway.clock.step(TOKEN_CACHE_MS);
    expect((await gateway.send(token, 'GET', '/api/me')).status).toBe(401);
  });

  it('takes an expired token no more, also one it used a moment ago', async () => {
    const { token } = await gateway.newToken('member');
    expect((await gateway.send(token, 'GET', '/api/me')).status).toBe(200);
    gateway.clock.step(24 * 60 * MINUTE_MS);
    const { status } = await gateway.send(token, 'GET', '/api/me');
    gateway.clock.step(-24 * 60 * MINUTE_MS);
    expect(status).toBe(401);
  });

  it('does not note a token as used by whoever comes with it after it has expired', async () => {
    const { token, tokenId } = await gateway.newToken('member');
    const lastUsed = async () => {
      const { body } = await gateway.send(gateway.tokens.admin, 'GET', '/api/tokens');
      const tokens = body.items as { tokenId: string; lastUsedAt: string | null }[];
      return tokens.find((each) => each.tokenId === tokenId)?.lastUsedAt;
    };
    gateway.clock.step(24 * 60 * MINUTE_MS);
    const { status } = await gateway.send(token, 'GET', '/api/me');
    gateway.clock.step(-24 * 60 * MINUTE_MS);
    expect([status, await lastUsed()]).toEqual([401, null]);
    expect((await gateway.send(token, 'GET', '/api/me')).status).toBe(200);
    expect(await lastUsed()).toEqual(expect.any(String));
  });

  describe('limits', () => {
    let strict: Replica;
    beforeEach(() => gateway.clock.hold());
    afterEach(() => gateway.clock.goOn());
    beforeAll(async () => {
      strict = await gateway.start({ RATE_LIMIT_PER_MINUTE: 3, FAILED_TOKENS_PER_MINUTE: 2 });
    });

    it('holds back a token that asks too often, by name of the wait, and takes it again after', async () => {
      const ask = () => gateway.send(gateway.tokens.member, 'GET', '/api/me', undefined, strict.url);
      expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([200, 200, 200]);
      const refused = await ask();
      expect([refused.status, refused.body.code]).toEqual([429, 'rate.limited']);
      expect(refused.headers.get('retry-after')).toBe('20');
      const told = ['limit', 'remaining', 'reset'].map((name) => refused.headers.get(`ratelimit-${name}`));
      expect(told).toEqual(['3', '0', '60']);
      gateway.clock.step(20_000);
      expect((await ask()).status).toBe(200);
    });

    it('holds back an address that tries made-up sessions, but not who is signed in there', async () => {
      const { browser } = await gateway.newMember('member');
      const cookie = `gtl_session=${browser.cookies.get('gtl_session')}`;
      const ask = async (sent: string) => (await fetch(`${strict.url}/api/me`, { headers: { cookie: sent } })).status;
      expect(await ask(cookie)).toBe(200);
      const guess = () => ask(`gtl_session=${randomSecret()}`);
      expect([await guess(), await guess(), await guess()]).toEqual([401, 401, 429]);
      expect(await ask(cookie)).toBe(200);
      gateway.clock.step(60_000);
      expect(await guess()).toBe(401);
    });

    it('holds back an address that asks too much without being signed in, and tells how much it may', async () => {
      const few = await gateway.start({ ANONYMOUS_PER_MINUTE: 2 });
      const ask = () => gateway.send(null, 'GET', '/api/sign-in', undefined, few.url);
      const [first, , third] = [await ask(), await ask(), await ask()];
      expect([first.status, first.headers.get('ratelimit-remaining')]).toEqual([200, '1']);
      expect([third.status, third.headers.get('retry-after')]).toEqual([429, '30']);
      expect((await gateway.send(gateway.tokens.member, 'GET', '/api/me', undefined, few.url)).status).toBe(200);
      await few.stop();
    });

    it('holds back an address that tries unknown tokens, but not the ones it knows', async () => {
      expect((await gateway.send(gateway.tokens.operator, 'GET', '/api/tenants', undefined, strict.url)).status).toBe(
        200,
      );
      const guess = () => gateway.send(`gtl_${'y'.repeat(43)}`, 'GET', '/api/me', undefined, strict.url);
      expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 429]);
      expect((await gateway.send(gateway.tokens.operator, 'GET', '/api/tenants', undefined, strict.url)).status).toBe(
        200,
      );
    });
  });
});
