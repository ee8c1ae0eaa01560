import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { PASSWORD, TestGateway } from '../../test/gateway';
import { throttlesOf } from './throttle';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Each look at a password takes some tenths of a second, by design. */
jest.setTimeout(30_000);

describe('signing in by password (X3)', () => {
  let database: TestDatabase;
  let gateway: TestGateway;

  beforeAll(async () => {
    database = await testDatabase('gateway');
    gateway = await TestGateway.open(database, { TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterAll(async () => {
    await gateway?.close();
    await database?.drop();
  });
  // What one spec failed is forgotten for the next.
  beforeEach(() => gateway.clock.step(DAY_MS));

  let lastAddress = 0;
  const newAddress = (): string => `198.51.100.${(lastAddress += 1)}`;
  const signIn = (email: string, password: string, from = '198.51.100.200', more: object = {}) =>
    gateway.browser().send('POST', '/api/sign-in/local', { email, password, ...more }, { 'x-forwarded-for': from });

  /** So many have failed until a moment ago; without looking at a password for each. */
  const failed = (email: string, from: string, free: number, count: number): Promise<unknown> => {
    const key = throttlesOf(email, from).find((throttle) => throttle.free === free)?.key;
    return gateway.tables.transaction((tx) =>
      tx.query(
        `INSERT INTO sign_in_failures VALUES ($1, $2, $3)
         ON CONFLICT (key) DO UPDATE SET failures = $2, last_failed_at = $3`,
        [key, count, gateway.clock.now()],
      ),
    );
  };

  it('says how people can sign in, to anybody', async () => {
    expect((await gateway.browser().send('GET', '/api/sign-in')).body).toEqual({ local: true, sso: null });
  });

  it('lets in by address, whatever its case, and password; says who that is, and sets a cookie that scripts cannot read', async () => {
    const kim = await gateway.newMember('member');
    const browser = gateway.browser();
    const given = { email: kim.email.toUpperCase(), password: kim.password };
    const { status, body, headers } = await browser.send('POST', '/api/sign-in/local', given);
    expect([status, body]).toEqual([200, { name: 'Kim Lee', email: kim.email, role: 'member', tenantId: 'acme' }]);
    expect(headers.get('set-cookie')).toMatch(
      /^gtl_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await browser.send('GET', '/api/me')).body).toEqual({
      tenantId: 'acme',
      tenantName: 'Acme',
      actorId: `member:${kim.memberId}`,
      role: 'member',
      name: 'Kim Lee',
      email: kim.email,
      signIn: 'local',
    });
  });

  it('answers the same, letter for letter, for a wrong password, an unknown person, one without and one switched off', async () => {
    const [kim, off] = [await gateway.newMember('member'), await gateway.newMember('member')];
    const { admin } = gateway.tokens;
    await gateway.send(admin, 'PUT', `/api/members/${off.memberId}`, { name: 'Off', role: 'member', active: false });
    await gateway.send(admin, 'POST', '/api/members', { email: 'invited@example.com', name: 'I', role: 'member' });
    const answers = [
      await signIn(kim.email, 'wrong rattle staple moon'),
      await signIn('unknown@example.com', PASSWORD),
      await signIn('invited@example.com', PASSWORD),
      await signIn(off.email, off.password),
      await signIn(kim.email, kim.password, newAddress(), { tenantId: 'another' }),
    ];
    const told = answers.map(({ status, body, headers }) => {
      const { correlationId: _, ...rest } = body;
      return JSON.stringify([status, rest, headers.get('set-cookie')]);
    });
    expect(new Set(told).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ status: 401, code: 'sign-in.failed' });
  });

  it('costs as much for an unknown person as for a wrong password', async () => {
    const kim = await gateway.newMember('member');
    // CPU of this process, which the gateway runs in: what else the machine does costs others.
    const time = async (email: string): Promise<number> => {
      const from = process.cpuUsage();
      await signIn(email, 'wrong rattle staple moon', newAddress());
      const { user, system } = process.cpuUsage(from);
      return user + system;
    };
    let [known, unknown] = [Infinity, Infinity];
    for (let round = 0; round < 3; round += 1) {
      known = Math.min(known, await time(kim.email));
      unknown = Math.min(unknown, await time('nobody@example.com'));
    }
    expect(unknown / known).toBeGreaterThan(0.4);
    expect(unknown / known).toBeLessThan(2.5);
  });

  it('asks for the tenant where an address is known in several, and takes the right one', async () => {
    const { operator } = gateway.tokens;
    await gateway.send(operator, 'POST', '/api/tenants', { tenantId: 'beta', name: 'Beta' });
    const kim = await gateway.newMember('member');
    const twin = { email: kim.email, name: 'Kim of Beta' };
    const { body } = await gateway.send(operator, 'POST', '/api/tenants/beta/admins', twin);
    // Not yet: an invitation alone does not let another tenant change how somebody signs in.
    expect((await signIn(kim.email, kim.password, newAddress())).body.tenantId).toBe('acme');
    const token = new URL(body.invitation.url).hash.slice(1);
    const password = 'quite another staple moon';
    await gateway.browser().send('POST', '/api/invitations/accept', { token, password });
    expect((await signIn(kim.email, kim.password, newAddress())).status).toBe(401);
    const [here, there] = [
      await signIn(kim.email, kim.password, newAddress(), { tenantId: 'acme' }),
      await signIn(kim.email, password, newAddress(), { tenantId: 'beta' }),
    ];
    expect([here.body.tenantId, there.body.tenantId]).toEqual(['acme', 'beta']);
    expect((await signIn(kim.email, kim.password, newAddress(), { tenantId: 'beta' })).status).toBe(401);
  });

  it('holds back whoever fails five times, known or not, at all replicas, and lets them try again after', async () => {
    const other = await gateway.start();
    gateway.clock.hold();
    for (const email of [(await gateway.newMember('member')).email, 'guessed@example.com']) {
      const from = newAddress();
      await failed(email, from, 5, 4);
      expect((await signIn(email, 'wrong', from)).status).toBe(401);
      const headers = { 'x-forwarded-for': from };
      const held = await gateway
        .browser(other.url)
        .send('POST', '/api/sign-in/local', { email, password: PASSWORD }, headers);
      expect([held.status, held.body.code]).toEqual([429, 'rate.limited']);
      expect(held.headers.get('retry-after')).toBe('30');
      gateway.clock.step(31_000);
      expect((await signIn(email, 'wrong', from)).status).toBe(401);
      expect((await signIn(email, 'wrong', from)).headers.get('retry-after')).toBe('60');
    }
    gateway.clock.goOn();
    await other.stop();
  });

  it('counts guesses that come at the same moment', async () => {
    const { email } = await gateway.newMember('member');
    const from = newAddress();
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => signIn(email, `wrong ${index}`, from)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });

  it('forgets the failures of a person who then gets it right, from that address', async () => {
    const { email, password } = await gateway.newMember('member');
    const from = newAddress();
    await failed(email, from, 5, 4);
    expect((await signIn(email, password, from)).status).toBe(200);
    expect((await signIn(email, 'wrong', from)).status).toBe(401);
    expect((await signIn(email, password, from)).status).toBe(200);
  });

  it.each([
    ['an account that is guessed at from many addresses', 20],
    ['an address that guesses at many accounts', 50],
  ])('holds back %s, after %i failures', async (what, free) => {
    const { email, password } = await gateway.newMember('member');
    const from = newAddress();
    await failed(email, from, free, free - 1);
    expect((await signIn(email, password, from)).status).toBe(200);
    expect((await signIn(email, 'wrong', from)).status).toBe(401);
    expect((await signIn(email, password, what.includes('account that') ? newAddress() : from)).status).toBe(429);
    gateway.clock.step(31_000);
    expect((await signIn(email, password, from)).status).toBe(200);
  });

  it.each([
    ['no password', { email: 'kim@example.com' }, 'body.password'],
    ['a password that is too long to be one', { email: 'kim@example.com', password: 'x'.repeat(201) }, 'body.password'],
    ['a number for an address', { email: 7, password: PASSWORD }, 'body.email'],
    ['a field that is not known', { email: 'kim@example.com', password: PASSWORD, role: 'admin' }, 'body.role'],
    ['SQL for a tenant', { email: 'kim@example.com', password: PASSWORD, tenantId: "' OR 1=1" }, 'body.tenantId'],
  ])('refuses %s, naming it', async (_, given, field) => {
    const { status, body } = await gateway.browser().send('POST', '/api/sign-in/local', given);
    expect([status, body.errors[0].field]).toEqual([400, field]);
  });

  it('is begun by no page of another site: nobody is signed in as somebody else', async () => {
    const kim = await gateway.newMember('member');
    const given = { email: kim.email, password: kim.password };
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const { status, body } = await gateway.browser().send('POST', '/api/sign-in/local', given, headers);
      expect([status, body.code]).toEqual([403, 'auth.forgery']);
    }
  });

  it('can be switched off: then no password counts, and no link', async () => {
    const kim = await gateway.newMember('member');
    const off = await gateway.start({ LOCAL_SIGN_IN: false });
    const browser = gateway.browser(off.url);
    const answers = [
      await browser.send('POST', '/api/sign-in/local', { email: kim.email, password: kim.password }),
      await browser.send('POST', '/api/invitations/accept', { token: 'x', password: PASSWORD }),
      await gateway.send(gateway.tokens.admin, 'POST', `/api/members/${kim.memberId}/invitation`, undefined, off.url),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([403, 'sign-in.off']));
    expect((await browser.send('GET', '/api/sign-in')).body).toEqual({ local: false, sso: null });
    await off.stop();
  });

  it('keeps passwords as scrypt records, links and cookies as hashes, and none of them in the log', async () => {
    const [stored] = await gateway.tables.acrossTenants().query<{ all: string }>(`
      SELECT string_agg(row, '') AS all FROM (
        SELECT m::text AS row FROM members m UNION ALL SELECT s::text FROM sessions s
        UNION ALL SELECT i::text FROM invitations i UNION ALL SELECT f::text FROM sign_in_failures f) rows`);
    const all = stored?.all;
    expect(all).toContain('$scrypt$ln=17,r=8,p=1$');
    expect(all).not.toContain(PASSWORD);
    const log = gateway.lines.join('');
    expect(log).toContain('sign-in failed');
    expect(log).not.toContain('rattle');
    expect(log).not.toMatch(/gtl_session|\$scrypt/);
  });
});
