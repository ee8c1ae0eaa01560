import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { callerKnownBy, PASSWORD, TestGateway } from '../../test/gateway';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const UUID = '0b8ad3f5-0d1e-4d8a-9c3f-5d0e6c1a7b21';

/** Each look at a password takes some tenths of a second, by design. */
jest.setTimeout(30_000);

describe('sessions of people (X3)', () => {
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

  const signedIn = async ({ email, password }: { email: string; password: string }, url = gateway.url) => {
    const browser = gateway.browser(url);
    const { status } = await browser.send('POST', '/api/sign-in/local', { email, password });
    expect(status).toBe(200);
    return browser;
  };
  const statusOf = async (browser: ReturnType<TestGateway['browser']>): Promise<number> =>
    (await browser.send('GET', '/api/me')).status;

  it('are forwarded as the person, of whose cookie the owner sees nothing', async () => {
    const kim = await gateway.newMember('admin');
    expect((await kim.browser.send('GET', '/api/jobs')).status).toBe(200);
    expect(callerKnownBy('execution-log', gateway.upstream.seen[0]?.headers.authorization)).toBe('gateway');
    expect(gateway.upstream.seen[0]?.headers).toMatchObject({
      'x-tenant-id': 'acme',
      'x-actor-id': `member:${kim.memberId}`,
      'x-actor-role': 'admin',
    });
    expect(gateway.upstream.seen[0]?.headers.cookie).toBeUndefined();
  });

  it('end an hour after the last request, and no later than twelve hours after their begin', async () => {
    const [idle, busy] = [await gateway.newMember('member'), await gateway.newMember('member')];
    let spent = 0;
    const pass = (ms: number): void => {
      spent += ms;
      gateway.clock.step(ms);
    };
    for (let half = 0; half < 23; half += 1) {
      pass(HOUR_MS / 2);
      expect(await statusOf(busy.browser)).toBe(200);
    }
    expect(await statusOf(idle.browser)).toBe(401);
    pass(HOUR_MS / 2);
    expect(await statusOf(busy.browser)).toBe(401);
    gateway.clock.step(-spent);
  });

  it('go on for who is not idle, to the minute', async () => {
    const kim = await gateway.newMember('member');
    gateway.clock.step(59 * MINUTE_MS);
    expect(await statusOf(kim.browser)).toBe(200);
    gateway.clock.step(59 * MINUTE_MS);
    expect(await statusOf(kim.browser)).toBe(200);
    gateway.clock.step(60 * MINUTE_MS);
    expect(await statusOf(kim.browser)).toBe(401);
    gateway.clock.step(-178 * MINUTE_MS);
  });

  it('are new with each sign-in: a cookie that was planted before is worth nothing after', async () => {
    const [kim, attacker] = [await gateway.newMember('member'), await gateway.newMember('member')];
    const planted = attacker.browser.cookies.get('gtl_session') as string;
    const victim = gateway.browser();
    victim.cookies.set('gtl_session', planted);
    await victim.send('POST', '/api/sign-in/local', { email: kim.email, password: kim.password });
    expect(victim.cookies.get('gtl_session')).not.toBe(planted);
    expect((await victim.send('GET', '/api/me')).body.email).toBe(kim.email);
    expect(await statusOf(attacker.browser)).toBe(401);
    const free = gateway.browser();
    free.cookies.set('gtl_session', 'x'.repeat(43));
    await free.send('POST', '/api/sign-in/local', { email: kim.email, password: kim.password });
    expect(free.cookies.get('gtl_session')).not.toBe('x'.repeat(43));
  });

  it('end with a sign-in of the same browser to another tenant, and no other of that tenant does', async () => {
    const asked = { tenantId: 'elsewhere', name: 'Elsewhere' };
    await gateway.send(gateway.tokens.operator, 'POST', '/api/tenants', asked);
    const kim = await gateway.newMember('member');
    const [ana, ben] = [
      await gateway.newMember('member', { tenantId: 'elsewhere' }),
      await gateway.newMember('member', { tenantId: 'elsewhere' }),
    ];
    const before = gateway.browser();
    before.cookies.set('gtl_session', ana.browser.cookies.get('gtl_session') as string);
    const { status } = await ana.browser.send('POST', '/api/sign-in/local', {
      email: kim.email,
      password: kim.password,
    });
    expect([status, await statusOf(ana.browser)]).toEqual([200, 200]);
    expect([await statusOf(before), await statusOf(ben.browser)]).toEqual([401, 200]);
  });

  it('are listed, ended one by one, here, or everywhere', async () => {
    const kim = await gateway.newMember('member');
    const [two, three] = [await signedIn(kim), await signedIn(kim)];
    const { body } = await two.send('GET', '/api/me/sessions', undefined, { 'user-agent': 'A browser' });
    expect(body.items).toHaveLength(3);
    const current = body.items.filter((session: { current: boolean }) => session.current);
    expect(current).toEqual([expect.objectContaining({ address: '127.0.0.1', agent: 'node' })]);

    expect((await kim.browser.send('DELETE', `/api/me/sessions/${current[0].sessionId}`)).status).toBe(204);
    expect([await statusOf(kim.browser), await statusOf(two), await statusOf(three)]).toEqual([200, 401, 200]);
    const out = await three.send('POST', '/api/sign-out', {});
    expect([out.status, out.body, three.cookies.size]).toEqual([200, { endSessionUrl: null }, 0]);
    expect(await statusOf(kim.browser)).toBe(200);

    const [four, copy] = [await signedIn(kim), gateway.browser()];
    copy.cookies.set('gtl_session', four.cookies.get('gtl_session') as string);
    await kim.browser.send('POST', '/api/sign-out', { everywhere: true });
    expect([await statusOf(four), await statusOf(copy)]).toEqual([401, 401]);
  });

  it("are nobody else's to end", async () => {
    const [kim, lee] = [await gateway.newMember('member'), await gateway.newMember('admin')];
    const { body } = await kim.browser.send('GET', '/api/me/sessions');
    const { sessionId } = body.items[0];
    expect((await lee.browser.send('DELETE', `/api/me/sessions/${sessionId}`)).status).toBe(404);
    expect((await kim.browser.send('DELETE', `/api/me/sessions/${UUID}`)).status).toBe(404);
    expect(await statusOf(kim.browser)).toBe(200);
  });

  it('all end when the password is changed, but for a new one of who changed it', async () => {
    const kim = await gateway.newMember('member');
    const other = await signedIn(kim);
    const old = gateway.browser();
    old.cookies.set('gtl_session', kim.browser.cookies.get('gtl_session') as string);
    const change = (currentPassword: string, newPassword: string) =>
      kim.browser.send('POST', '/api/me/password', { currentPassword, newPassword });
    expect((await change('wrong rattle staple moon', 'another rattle staple moon')).body.code).toBe('sign-in.failed');
    expect((await change(PASSWORD, 'example-acme-2026')).body).toMatchObject({
      code: 'password.refused',
      errors: [{ field: 'body.newPassword' }],
    });
    expect((await change(PASSWORD, 'another rattle staple moon')).status).toBe(204);
    expect([await statusOf(kim.browser), await statusOf(other), await statusOf(old)]).toEqual([200, 401, 401]);
    await signedIn({ ...kim, password: 'another rattle staple moon' });
    const { status } = await gateway
      .browser()
      .send('POST', '/api/sign-in/local', { email: kim.email, password: PASSWORD });
    expect(status).toBe(401);
  });

  it('are not what an API token has', async () => {
    const { admin } = gateway.tokens;
    expect((await gateway.send(admin, 'GET', '/api/me/sessions')).body).toEqual({ items: [] });
    expect((await gateway.send(admin, 'POST', '/api/sign-out', {})).status).toBe(409);
    const change = { currentPassword: PASSWORD, newPassword: 'another rattle staple moon' };
    expect((await gateway.send(admin, 'POST', '/api/me/password', change)).status).toBe(409);
  });

  it.each([
    ['made up', 'x'.repeat(43)],
    ['too short', 'x'],
    ['empty', ''],
    ['SQL', "' OR 1=1 --"],
    ['an API token', 'gtl_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
  ])('are not opened by a cookie that is %s', async (_, value) => {
    const browser = gateway.browser();
    browser.cookies.set('gtl_session', value);
    const { status, body } = await browser.send('GET', '/api/me');
    expect([status, body.code]).toEqual([401, 'auth.missing']);
  });

  it('are not asked for when a bearer token is sent, be it a wrong one', async () => {
    const kim = await gateway.newMember('admin');
    const as = (authorization: string) => kim.browser.send('GET', '/api/me', undefined, { authorization });
    expect((await as(`Bearer ${gateway.tokens.member}`)).body.actorId).toMatch(/^token:/);
    expect((await as(`Bearer gtl_${'x'.repeat(43)}`)).status).toBe(401);
    expect((await as('Basic a2ltOmxlZQ==')).status).toBe(401);
  });

  describe('and forgery', () => {
    const forgeries: [string, Record<string, string>][] = [
      ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
      ['from a neighbour below the same domain', { 'sec-fetch-site': 'same-site' }],
      ['with another Origin', { origin: 'https://evil.example', 'sec-fetch-site': '' }],
      ['with neither Origin nor Sec-Fetch-Site', { origin: '', 'sec-fetch-site': '' }],
      ['as a form sends it', { 'x-requested-with': '' }],
    ];

    it.each(forgeries)('a request %s changes nothing, here or at an owner', async (_, headers) => {
      const kim = await gateway.newMember('admin');
      const answers = [
        await kim.browser.send('POST', '/api/members', { email: 'x@example.com', name: 'X', role: 'admin' }, headers),
        await kim.browser.send('POST', '/api/sign-out', { everywhere: true }, headers),
        await kim.browser.send('DELETE', `/api/connections/${UUID}`, undefined, headers),
        await kim.browser.send('POST', `/api/connections/${UUID}/syncs`, undefined, headers),
      ];
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(4).fill([403, 'auth.forgery']));
      expect(gateway.upstream.seen).toHaveLength(0);
      expect(await statusOf(kim.browser)).toBe(200);
    });

    it('a page of ours may, and so may a bearer token from anywhere', async () => {
      const kim = await gateway.newMember('admin');
      expect((await kim.browser.send('POST', `/api/connections/${UUID}/syncs`)).status).toBe(200);
      expect((await gateway.send(gateway.tokens.admin, 'POST', `/api/connections/${UUID}/syncs`)).status).toBe(200);
    });

    it('the way back from Gong is a link of another site, and finds the admin signed in', async () => {
      const kim = await gateway.newMember('admin');
      const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
      const back = await kim.browser.send('GET', '/api/oauth/gong/callback?state=s&code=c', undefined, headers);
      expect(back.status).toBe(200);
      expect(back.headers.get('referrer-policy')).toBe('no-referrer');
      expect(gateway.upstream.seen[0]?.headers['x-actor-id']).toBe(`member:${kim.memberId}`);
    });

    it('no answer lets another origin read it, preflights neither', async () => {
      const headers = { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' };
      const preflight = await gateway.browser().send('OPTIONS', '/api/me', undefined, headers);
      expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([404, null]);
    });
  });
});
