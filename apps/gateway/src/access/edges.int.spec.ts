import { request } from 'node:http';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { PASSWORD, TestGateway } from '../../test/gateway';

describe('the edges of the gateway', () => {
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

  const EVERY_ANSWER = {
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
  };

  it.each(['/api/me', '/api/nothing', '/api/docs', '/api/openapi.json', '/health/live', '/api/sign-in/sso/callback'])(
    'every answer carries the security headers: %s',
    async (path) => {
      const { headers } = await gateway.send(null, 'GET', path);
      expect(Object.fromEntries(headers)).toMatchObject(EVERY_ANSWER);
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('strict-transport-security')).toBeNull();
    },
  );

  it('over TLS browsers are told to come by TLS only, and cookies are bound to it', async () => {
    const tls = await gateway.start({ PUBLIC_URL: 'https://timeline.example.com' });
    const { headers } = await gateway.send(null, 'GET', '/api/me', undefined, tls.url);
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    const asked = { email: 'tls@example.com', name: 'Tls' };
    const { operator } = gateway.tokens;
    const { body } = await gateway.send(operator, 'POST', '/api/tenants/acme/admins', asked, tls.url);
    expect(body.invitation.url).toMatch(/^https:\/\/timeline\.example\.com\/invitation#/);
    const token = new URL(body.invitation.url).hash.slice(1);
    const headersOfPage = { origin: 'https://timeline.example.com' };
    const browser = gateway.browser(tls.url);
    const accepted = await browser.send(
      'POST',
      '/api/invitations/accept',
      { token, password: PASSWORD },
      headersOfPage,
    );
    expect(accepted.headers.get('set-cookie')).toMatch(
      /^__Host-gtl_session=[\w-]{43};.*; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
    );
    expect((await browser.send('GET', '/api/me')).status).toBe(200);
    await tls.stop();
  }, 30_000);

  describe('addresses', () => {
    const seenAddress = async (forwarded: string, changed = {}): Promise<string | undefined> => {
      const replica = await gateway.start(changed);
      gateway.upstream.forget();
      const headers = { authorization: `Bearer ${gateway.tokens.admin}`, 'x-forwarded-for': forwarded };
      await gateway.browser(replica.url).send('GET', '/api/jobs', undefined, headers);
      await replica.stop();
      return gateway.upstream.seen[0]?.headers['x-forwarded-for'] as string | undefined;
    };

    it('are those of the connection, whatever a header claims, unless a proxy is declared', async () => {
      expect(await seenAddress('203.0.113.9')).toBe('127.0.0.1');
      expect(await seenAddress('203.0.113.9', { TRUSTED_PROXIES: '10.0.0.0/8' })).toBe('127.0.0.1');
    });

    it('are the last that no declared proxy has: what a client wrote before it does not count', async () => {
      const behind = { TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' };
      expect(await seenAddress('203.0.113.9', behind)).toBe('203.0.113.9');
      expect(await seenAddress('192.0.2.1, 203.0.113.9, 10.1.2.3', behind)).toBe('203.0.113.9');
    });

    it('of proxies that are none stop the start', async () => {
      await expect(gateway.start({ TRUSTED_PROXIES: 'the proxy' })).rejects.toThrow(/^TRUSTED_PROXIES is not valid/);
    });
  });

  it('a header a megabyte long is refused, and everybody else is served on', async () => {
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${gateway.url}/api/me`, { headers: { cookie: `gtl_session=${'x'.repeat(1024 * 1024)}` } });
      sent
        .on('response', (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(431);
    expect((await gateway.send(gateway.tokens.member, 'GET', '/api/me')).status).toBe(200);
  });

  it.each([
    ['a body of more than a megabyte', JSON.stringify({ email: 'x'.repeat(1024 * 1024 + 1) }), 413],
    ['__proto__', '{"email":"kim@example.com","password":"x","__proto__":{"role":"admin"}}', 400],
    ['a thousand levels', `${'['.repeat(1000)}${']'.repeat(1000)}`, 400],
    ['a field twice, the last of which counts', '{"email":"kim@example.com","password":"x","password":7}', 400],
    ['no JSON', 'email=kim@example.com', 400],
  ])('a sign-in with %s is refused', async (_, body, expected) => {
    const response = await fetch(`${gateway.url}/api/sign-in/local`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(expected);
  });

  it.each([
    ['a key twice', '{"email":"kim@example.com","password":"x","password":"y"}', 'body.password'],
    ['__proto__', '{"email":"kim@example.com","password":"x","__proto__":{"role":"admin"}}', 'body.__proto__'],
    ['constructor', '{"email":"kim@example.com","password":"x","constructor":{"prototype":{}}}', 'body.constructor'],
    ['a thousand levels', `{"email":${'['.repeat(1000)}${']'.repeat(1000)},"password":"x"}`, 'body'],
    [
      'a password of a megabyte less',
      JSON.stringify({ email: 'k@x.example', password: 'x'.repeat(900_000) }),
      'body.password',
    ],
  ])('a sign-in with %s is refused by the name of the field', async (_, text, field) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${gateway.url}/api/sign-in/local`, { method: 'POST', headers, body: text });
    const { errors } = (await response.json()) as { errors: { field: string }[] };
    expect([response.status, errors.map((each) => each.field)]).toEqual([400, [field]]);
  });

  it('names and pages have sizes', async () => {
    const { admin, operator } = gateway.tokens;
    const long = { email: 'kim@example.com', name: 'x'.repeat(10_000), role: 'member', signIn: 'local' };
    const refused = await Promise.all([
      gateway.send(admin, 'POST', '/api/members', long),
      gateway.send(operator, 'POST', '/api/tenants', { tenantId: 'x'.repeat(1_000), name: 'X' }),
      gateway.send(admin, 'GET', '/api/jobs?limit=100000'),
      gateway.send(admin, 'GET', `/api/jobs?cursor=${'x'.repeat(9_000)}`),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  });

  it('hundreds of cookies, and one of ours twice, are nobody', async () => {
    const many = Array.from({ length: 400 }, (_, index) => `c${index}=${'x'.repeat(20)}`).join('; ');
    const secret = 'x'.repeat(43);
    for (const cookie of [many, `gtl_session=${secret}; gtl_session=${secret}`, `gtl_session=${'x'.repeat(9_000)}`]) {
      expect((await fetch(`${gateway.url}/api/me`, { headers: { cookie } })).status).toBe(401);
    }
  });

  it('a form of another site cannot even send what is no JSON', async () => {
    const response = await fetch(`${gateway.url}/api/sign-in/local`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"email":"kim@example.com","password":"x"}',
    });
    expect(response.status).toBe(415);
  });
});
