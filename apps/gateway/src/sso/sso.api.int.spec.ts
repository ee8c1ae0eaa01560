import { INSTALLATION } from '@gong-timeline/contracts';
import { readOutbox } from '@gong-timeline/persistence';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { PUBLIC_URL, type Replica, TestGateway } from '../../test/gateway';
import { CLIENT_ID, CLIENT_SECRET, IdentityProviderProcess, type Told } from '../../test/identity-provider-process';

jest.setTimeout(30_000);

const MINUTE_MS = 60_000;
const BACK = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
type Browser = ReturnType<TestGateway['browser']>;

describe('signing in by an OpenID provider (X3)', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let provider: IdentityProviderProcess;

  beforeAll(async () => {
    database = await testDatabase('gateway');
    provider = await IdentityProviderProcess.start(PUBLIC_URL);
    gateway = await TestGateway.open(database, {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
      OIDC_TENANT: 'acme',
      OIDC_ROLE_CLAIM: 'roles',
      OIDC_ADMIN_VALUES: 'timeline-admins',
      OIDC_MEMBER_VALUES: 'staff',
    });
  });
  afterAll(async () => {
    await gateway?.close();
    await provider?.stop();
    await database?.drop();
  });

  let last = 0;
  const newAccount = (more: object = {}) => {
    last += 1;
    const sub = `subject-${last}`;
    return { sub, name: `Person ${last}`, email: `person-${last}@acme.example`, email_verified: true, ...more };
  };
  const begin = async (browser: Browser, returnTo = '/companies?tab=all'): Promise<string> => {
    const { status, body } = await browser.send('POST', '/api/sign-in/sso', { returnTo });
    expect(status).toBe(200);
    return body.authorizeUrl as string;
  };
  const comeBack = (browser: Browser, { pathname, search }: URL) =>
    browser.send('GET', pathname + search, undefined, BACK);
  const signIn = async (told: Told, browser = gateway.browser()) => {
    await provider.tell(told);
    const answer = await comeBack(browser, await provider.consent(await begin(browser)));
    return { ...answer, browser };
  };
  /** Everything that a sign-in could have changed. */
  const stored = async (): Promise<string> => {
    const [row] = await gateway.tables.acrossTenants().query<{ all: string }>(`
      SELECT (SELECT count(*) FROM sessions) || ' ' || (SELECT coalesce(string_agg(m::text, ',' ORDER BY member_id), '')
              FROM members m) AS all`);
    return row?.all ?? '';
  };

  it('asks for a code, with PKCE, state and nonce, all random, and binds the attempt to the browser', async () => {
    const browser = gateway.browser();
    const [one, other] = [new URL(await begin(browser)), new URL(await begin(browser))];
    expect(Object.fromEntries(one.searchParams)).toEqual({
      client_id: CLIENT_ID,
      redirect_uri: `${PUBLIC_URL}/api/sign-in/sso/callback`,
      response_type: 'code',
      scope: 'openid profile email',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.searchParams.get(name)).not.toBe(other.searchParams.get(name));
    }
    expect(browser.cookies.get('gtl_sso')).toMatch(/^[\w-]{43}$/);
    expect((await browser.send('GET', '/api/sign-in')).body.sso).toEqual({ name: 'Acme login' });
  });

  it('lets a person in whom the role claim allows, and leads on to where they wanted to go', async () => {
    const account = newAccount({ roles: ['staff'] });
    const { status, headers, browser } = await signIn({ account });
    expect([status, headers.get('location')]).toEqual([303, '/companies?tab=all']);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect([...browser.cookies.keys()]).toEqual(['gtl_session']);
    expect((await browser.send('GET', '/api/me')).body).toMatchObject({
      tenantId: 'acme',
      role: 'member',
      name: account.name,
      email: account.email,
      signIn: 'sso',
    });
  });

  it('knows a person again by issuer and subject, whatever else the provider says now', async () => {
    const account = newAccount({ roles: ['staff'] });
    const first = (await (await signIn({ account })).browser.send('GET', '/api/me')).body;
    const renamed = { ...account, email: 'new-name@acme.example', name: 'New Name' };
    const again = (await (await signIn({ account: renamed })).browser.send('GET', '/api/me')).body;
    expect(again.actorId).toBe(first.actorId);
  });

  it('takes the role of the claim at each sign-in; a lost one ends the sessions that were begun with it', async () => {
    const account = newAccount({ roles: ['timeline-admins'] });
    const { browser } = await signIn({ account });
    expect((await browser.send('GET', '/api/members')).status).toBe(200);
    const demoted = await signIn({ account: { ...account, roles: ['staff'] } });
    expect((await browser.send('GET', '/api/me')).status).toBe(401);
    expect((await demoted.browser.send('GET', '/api/members')).status).toBe(403);
    const out = await signIn({ account: { ...account, roles: ['guests'] } });
    expect([out.status, out.body.code]).toEqual([403, 'sign-in.not-allowed']);
  });

  it('tells the audit log whom the provider adds, links and gives another role, as the doing of the provider (S3)', async () => {
    const audited = async (name: string) =>
      (await readOutbox(gateway.tables))
        .map(({ data }) => data as unknown as { readonly objectName?: string })
        .filter(({ objectName }) => objectName === name);
    const account = newAccount({ roles: ['timeline-admins'] });
    await signIn({ account });
    await signIn({ account: { ...account, roles: ['staff'] } });
    const by = { actorId: `provider:${provider.issuer}`, actorRole: 'nobody', actorName: 'Acme login' };
    expect(await audited(account.name)).toMatchObject([
      { ...by, action: 'member.added', before: null, after: { email: account.email, role: 'admin' } },
      { action: 'session.signed-in' },
      { ...by, action: 'member.changed', before: { role: 'admin' }, after: { role: 'member' } },
      { action: 'session.signed-in' },
    ]);

    const known = newAccount({ roles: ['staff'] });
    const added = { email: known.email, name: known.name, role: 'member', signIn: 'sso' };
    await gateway.send(gateway.tokens.admin, 'POST', '/api/members', added);
    await signIn({ account: known });
    expect((await audited(known.name))[1]).toMatchObject({
      ...by,
      action: 'member.changed',
      before: { issuer: null, subject: null },
      after: { issuer: provider.issuer, subject: known.sub },
    });
  });

  it('knows somebody whom an admin has added by an address that the provider has verified, once', async () => {
    const account = newAccount({ roles: ['staff'] });
    const added = { email: account.email.toUpperCase(), name: 'Added', role: 'member', signIn: 'sso' };
    const { body } = await gateway.send(gateway.tokens.admin, 'POST', '/api/members', added);
    expect([body.member.state, body.invitation]).toEqual(['invited', null]);
    const { browser } = await signIn({ account });
    expect((await browser.send('GET', '/api/me')).body).toMatchObject({ actorId: `member:${body.member.memberId}` });
    const impostor = await signIn({ account: { ...newAccount({ roles: ['staff'] }), email: account.email } });
    expect([impostor.status, impostor.body.code]).toEqual([403, 'sign-in.not-allowed']);
  });

  it.each([
    ['has no role', {}, 'gives you no role'],
    [
      'has an address that is not verified, of somebody who was added',
      { roles: ['staff'], email_verified: false, email: 'added@acme.example' },
      'not verified',
    ],
    ['has the address of somebody with a password', { roles: ['staff'], email: 'local@acme.example' }, 'by password'],
    ['has no address', { roles: ['staff'], email: undefined }, 'no e-mail address'],
  ])('refuses who %s, in words, and makes nothing', async (_, claims, words) => {
    const { admin } = gateway.tokens;
    const people = { added: 'sso', local: 'local' };
    for (const [name, way] of Object.entries(people)) {
      const person = { email: `${name}@acme.example`, name, role: 'admin', signIn: way };
      await gateway.send(admin, 'POST', '/api/members', person);
    }
    const before = await stored();
    const { status, body, browser } = await signIn({ account: newAccount(claims) });
    expect([status, body.code]).toEqual([403, 'sign-in.not-allowed']);
    expect(body.detail).toContain(words);
    expect([await stored(), browser.cookies.size]).toEqual([before, 0]);
  });

  it('refuses who was switched off here, and who presses No there', async () => {
    const account = newAccount({ roles: ['staff'] });
    const { browser } = await signIn({ account });
    const { actorId } = (await browser.send('GET', '/api/me')).body;
    const address = `/api/members/${actorId.replace('member:', '')}`;
    await gateway.send(gateway.tokens.admin, 'PUT', address, { name: 'Off', role: 'member', active: false });
    const off = await signIn({ account });
    expect((await readOutbox(gateway.tables)).at(-1)).toMatchObject({
      tenantId: 'acme',
      data: { action: 'session.sign-in-failed', objectId: 'unknown', after: { why: 'sign-in.not-allowed' } },
    });
    const denied = await signIn({ account, deny: true });
    expect([off.body.detail, denied.body.detail]).toEqual([
      'You were switched off here; ask an admin',
      'The provider did not let you in (access_denied)',
    ]);
    expect([off.status, denied.status, off.browser.cookies.size + denied.browser.cookies.size]).toEqual([403, 403, 0]);
  });

  it.each([
    'alg-none',
    'hs256-with-the-public-key',
    'hs256-with-the-client-secret',
    'another-key',
    'an-unknown-key',
    'expired',
    'foreign-audience',
    'another-audience-beside',
    'wrong-issuer',
    'wrong-nonce',
    'no-nonce',
    'no-subject',
    'another-subject',
    'no-token',
  ])('refuses an ID token that is forged: %s; makes nothing, and logs why without it', async (tamper) => {
    const account = newAccount({ roles: ['timeline-admins'] });
    const before = await stored();
    const from = gateway.lines.length;
    const { status, body, browser } = await signIn({ account, tamper });
    expect([status, body.code]).toEqual([401, 'sign-in.failed']);
    expect(await stored()).toBe(before);
    expect(browser.cookies.size).toBe(0);
    const log = gateway.lines.slice(from).join('');
    expect(log).toContain('sign-in by the provider failed');
    expect(log).not.toMatch(/eyJ|[?&](code|state)=[\w-]/);
    expect(log).not.toContain(CLIENT_SECRET);
    expect((await readOutbox(gateway.tables)).at(-1)).toMatchObject({
      tenantId: INSTALLATION,
      data: { action: 'session.sign-in-failed', actorId: 'nobody', after: { why: 'sign-in.failed' } },
    });
  });

  describe('the way back', () => {
    const refused = async (browser: Browser, url: URL, code = 'sign-in.state-invalid'): Promise<void> => {
      const before = await stored();
      const answer = await comeBack(browser, url);
      expect([answer.status, answer.body.code]).toEqual([code === 'sign-in.failed' ? 401 : 400, code]);
      expect([await stored(), browser.cookies.has('gtl_session')]).toEqual([before, false]);
    };
    const consented = async (browser: Browser): Promise<URL> => {
      await provider.tell({ account: newAccount({ roles: ['staff'] }) });
      return provider.consent(await begin(browser));
    };

    it('works once', async () => {
      const browser = gateway.browser();
      const url = await consented(browser);
      const copy = gateway.browser();
      copy.cookies.set('gtl_sso', browser.cookies.get('gtl_sso') as string);
      expect((await comeBack(browser, url)).status).toBe(303);
      await refused(copy, url);
    });

    it('works for the browser that began it only, and is not used up by another', async () => {
      const [mine, theirs, bare] = [gateway.browser(), gateway.browser(), gateway.browser()];
      const url = await consented(mine);
      await begin(theirs);
      await refused(theirs, url);
      await refused(bare, url);
      expect((await comeBack(mine, url)).status).toBe(303);
    });

    it('works for ten minutes', async () => {
      const browser = gateway.browser();
      const url = await consented(browser);
      gateway.clock.step(10 * MINUTE_MS + 1000);
      await refused(browser, url);
      gateway.clock.step(-10 * MINUTE_MS - 1000);
    });

    it.each([
      [
        'a state that was made up',
        (url: URL) => url.searchParams.set('state', 'x'.repeat(43)),
        'sign-in.state-invalid',
      ],
      ['a code that was made up', (url: URL) => url.searchParams.set('code', 'x'.repeat(43)), 'sign-in.failed'],
      [
        'the issuer of another provider',
        (url: URL) => url.searchParams.set('iss', 'https://evil.example'),
        'sign-in.failed',
      ],
      ['no issuer, though the provider tells it', (url: URL) => url.searchParams.delete('iss'), 'sign-in.failed'],
    ])('is refused with %s', async (_, change, code) => {
      const browser = gateway.browser();
      const url = await consented(browser);
      change(url);
      await refused(browser, url, code);
    });

    it('is refused with the code of another sign-in, which has another verifier', async () => {
      const [mine, theirs] = [gateway.browser(), gateway.browser()];
      const [url, stolen] = [await consented(mine), await consented(theirs)];
      url.searchParams.set('code', stolen.searchParams.get('code') as string);
      await refused(mine, url, 'sign-in.failed');
    });

    it('is refused without a state, naming it', async () => {
      const { status, body } = await gateway.browser().send('GET', '/api/sign-in/sso/callback?code=x');
      expect([status, body.errors[0].field]).toEqual([400, 'query.state']);
    });
  });

  it.each(['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)', '/a b', ''])(
    'never leads on to %j',
    async (returnTo) => {
      const { status, body } = await gateway.browser().send('POST', '/api/sign-in/sso', { returnTo });
      expect([status, body.errors[0].field]).toEqual([400, 'body.returnTo']);
    },
  );

  it('signs out of the provider, too', async () => {
    const { browser } = await signIn({ account: newAccount({ roles: ['staff'] }) });
    const { body } = await browser.send('POST', '/api/sign-out', {});
    expect(body.endSessionUrl).toMatch(new RegExp(`^${provider.issuer}/session/end\\?`));
    expect(new URL(body.endSessionUrl).searchParams.get('post_logout_redirect_uri')).toBe(`${PUBLIC_URL}/`);
    expect((await browser.send('GET', '/api/me')).status).toBe(401);
  });

  describe('set up in another way', () => {
    let replica: Replica;
    afterEach(() => replica.stop());
    const signInAt = async (told: Told) => {
      const browser = gateway.browser(replica.url);
      return signIn(told, browser);
    };

    it('takes the tenant of a claim, if there is such a tenant', async () => {
      const { operator } = gateway.tokens;
      await gateway.send(operator, 'POST', '/api/tenants', { tenantId: 'beta', name: 'Beta' });
      const { OIDC_TENANT: _, ...byClaim } = gateway.config;
      replica = await gateway.start({ ...byClaim, OIDC_TENANT: undefined as never, OIDC_TENANT_CLAIM: 'org' });
      const { browser } = await signInAt({ account: newAccount({ roles: ['staff'], org: 'beta' }) });
      expect((await browser.send('GET', '/api/me')).body).toMatchObject({ tenantId: 'beta', tenantName: 'Beta' });
      for (const org of ['gamma', undefined, ['acme', 'beta']]) {
        expect((await signInAt({ account: newAccount({ roles: ['staff'], org }) })).status).toBe(403);
      }
    });

    it('adds nobody where the provider says nothing of roles: an admin does', async () => {
      const none = { OIDC_ROLE_CLAIM: undefined, OIDC_ADMIN_VALUES: undefined, OIDC_MEMBER_VALUES: undefined } as never;
      replica = await gateway.start(none);
      const account = newAccount({ roles: ['timeline-admins'] });
      const stranger = await signInAt({ account });
      expect([stranger.status, stranger.body.detail]).toEqual([
        403,
        'You are not a member here; ask an admin to add you',
      ]);
      const added = { email: account.email, name: 'Added', role: 'member', signIn: 'sso' };
      await gateway.send(gateway.tokens.admin, 'POST', '/api/members', added);
      const { browser } = await signInAt({ account });
      expect((await browser.send('GET', '/api/me')).body.role).toBe('member');
    });

    it.each([
      ['does not answer', () => 'http://127.0.0.1:9/'],
      ['is another one than its address says', () => provider.issuer.replace('127.0.0.1', 'localhost')],
    ])('says so when the provider %s', async (_, issuer) => {
      replica = await gateway.start({ OIDC_ISSUER: issuer() });
      const { status, body } = await gateway.browser(replica.url).send('POST', '/api/sign-in/sso', {});
      expect([status, body.code]).toEqual([502, 'sign-in.provider']);
    });

    it.each(['token_endpoint', 'userinfo_endpoint', 'jwks_uri'])(
      'follows no %s of the provider that leads inside: nothing is sent there',
      async (endpoint) => {
        replica = await gateway.start();
        const account = newAccount({ roles: ['staff'] });
        await provider.tell({ account, metadata: { [endpoint]: `${gateway.config.CONNECTOR_AUTH_URL}/inside` } });
        gateway.upstream.forget();
        const browser = gateway.browser(replica.url);
        const answer = await comeBack(browser, await provider.consent(await begin(browser)));
        expect([answer.status, answer.body.code]).toEqual([502, 'sign-in.provider']);
        expect([gateway.upstream.seen.length, browser.cookies.size]).toEqual([0, 0]);
      },
    );
  });
});
