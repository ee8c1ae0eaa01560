import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { PASSWORD, TestGateway } from '../../test/gateway';
import { openSession } from '../sessions/open-session';
import { signInSettings } from '../settings/sign-in-settings';
import { findMember, type MemberRow, updateMember } from '../store/member.store';

const NOBODY = '0b8ad3f5-0d1e-4d8a-9c3f-5d0e6c1a7b21';

/** Each look at a password takes some tenths of a second, by design. */
jest.setTimeout(30_000);

describe('members (X3)', () => {
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

  const newTenant = async (tenantId: string): Promise<void> => {
    const { operator } = gateway.tokens;
    await gateway.send(operator, 'POST', '/api/tenants', { tenantId, name: `The ${tenantId} company` });
  };
  const put = (by: { browser: ReturnType<TestGateway['browser']> }, memberId: string, body: object) =>
    by.browser.send('PUT', `/api/members/${memberId}`, { name: 'Kim Lee', role: 'member', active: true, ...body });

  it('the operator makes the first admin of a tenant, who sets a password by a link, once', async () => {
    await newTenant('first');
    const { operator } = gateway.tokens;
    const asked = { email: 'Ana@First.example', name: 'Ana' };
    const { status, body } = await gateway.send(operator, 'POST', '/api/tenants/first/admins', asked);
    expect([status, body.member]).toEqual([
      201,
      expect.objectContaining({ email: 'Ana@First.example', role: 'admin', signIn: 'local', state: 'invited' }),
    ]);
    expect(body.invitation.url).toMatch(/^http:\/\/127\.0\.0\.1:4000\/invitation#[\w-]{43}$/);
    const token = new URL(body.invitation.url).hash.slice(1);

    const browser = gateway.browser();
    const accepted = await browser.send('POST', '/api/invitations/accept', { token, password: PASSWORD });
    expect([accepted.status, accepted.body]).toEqual([
      200,
      { name: 'Ana', email: 'Ana@First.example', role: 'admin', tenantId: 'first' },
    ]);
    const { body: list } = await browser.send('GET', '/api/members');
    expect(list.items).toMatchObject([{ email: 'Ana@First.example', state: 'active' }]);
    expect(list.items[0].lastSignInAt).not.toBeNull();
    const again = await gateway.browser().send('POST', '/api/invitations/accept', { token, password: PASSWORD });
    expect([again.status, again.body.code]).toEqual([410, 'invitation.invalid']);
  });

  it('a link is not used up by a password that cannot be used, and ends after three days', async () => {
    const admin = await gateway.newMember('admin');
    const person = { email: 'late@example.com', name: 'Late Lee', role: 'member' };
    const { body } = await admin.browser.send('POST', '/api/members', person);
    const token = new URL(body.invitation.url).hash.slice(1);
    const accept = (password: string) => gateway.browser().send('POST', '/api/invitations/accept', { token, password });
    const weak = await accept('late@example.com');
    expect([weak.status, weak.body.code, weak.body.errors[0].field]).toEqual([
      422,
      'password.refused',
      'body.password',
    ]);
    expect((await accept('too short')).body.errors[0].field).toBe('body.password');
    gateway.clock.step(3 * 24 * 3600_000 + 1000);
    expect((await accept(PASSWORD)).body.code).toBe('invitation.invalid');
    gateway.clock.step(-3 * 24 * 3600_000 - 1000);
    expect((await accept(PASSWORD)).status).toBe(200);
  });

  it('a new link kills the earlier one, and its password all sessions of the person', async () => {
    const [admin, kim] = [await gateway.newMember('admin'), await gateway.newMember('member')];
    const address = `/api/members/${kim.memberId}/invitation`;
    const links = [await admin.browser.send('POST', address), await admin.browser.send('POST', address)];
    const tokens = links.map(({ body }) => new URL(body.url).hash.slice(1));
    expect((await kim.browser.send('GET', '/api/me')).status).toBe(200);
    const accept = (token: string | undefined) =>
      gateway.browser().send('POST', '/api/invitations/accept', { token, password: 'another rattle staple moon' });
    expect((await accept(tokens[0])).status).toBe(410);
    expect((await accept(tokens[1])).status).toBe(200);
    expect((await kim.browser.send('GET', '/api/me')).status).toBe(401);
  });

  it('an address is there once in a tenant, whatever its case, and in several tenants', async () => {
    const admin = await gateway.newMember('admin');
    const person = { email: 'one@example.com', name: 'One', role: 'member' };
    expect((await admin.browser.send('POST', '/api/members', person)).status).toBe(201);
    const again = await admin.browser.send('POST', '/api/members', { ...person, email: 'ONE@example.com' });
    expect([again.status, again.body.code]).toEqual([409, 'conflict']);
    await newTenant('second');
    const elsewhere = { email: 'one@example.com', name: 'One' };
    expect((await gateway.send(gateway.tokens.operator, 'POST', '/api/tenants/second/admins', elsewhere)).status).toBe(
      201,
    );
  });

  it.each([
    [{ email: 'no address' }, 'body.email'],
    [{ email: `${'x'.repeat(260)}@example.com` }, 'body.email'],
    [{ email: 'a\u0000@example.com' }, 'body.email'],
    [{ name: ' ' }, 'body.name'],
    [{ role: 'operator' }, 'body.role'],
    [{ tenantId: 'second' }, 'body.tenantId'],
    [{ password: PASSWORD }, 'body.password'],
  ])('refuses a person with %j, naming %s', async (change, field) => {
    const person = { email: 'new@example.com', name: 'New', role: 'member', ...change };
    const { status, body } = await gateway.send(gateway.tokens.admin, 'POST', '/api/members', person);
    expect([status, body.errors.map((error: { field: string }) => error.field)]).toEqual([400, [field]]);
  });

  it('who is switched off is out at once, everywhere, and comes in again when switched on', async () => {
    const other = await gateway.start();
    const [admin, kim] = [await gateway.newMember('admin'), await gateway.newMember('member')];
    const elsewhere = gateway.browser(other.url);
    await elsewhere.send('POST', '/api/sign-in/local', { email: kim.email, password: kim.password });
    expect((await elsewhere.send('GET', '/api/me')).status).toBe(200);

    expect((await put(admin, kim.memberId, { active: false })).body).toMatchObject({ state: 'off' });
    expect([
      (await kim.browser.send('GET', '/api/me')).status,
      (await elsewhere.send('GET', '/api/me')).status,
    ]).toEqual([401, 401]);
    await other.stop();
    const signIn = { email: kim.email, password: kim.password };
    expect((await gateway.browser().send('POST', '/api/sign-in/local', signIn)).status).toBe(401);
    expect((await admin.browser.send('POST', `/api/members/${kim.memberId}/invitation`)).status).toBe(409);

    await put(admin, kim.memberId, { active: true });
    expect((await kim.browser.send('GET', '/api/me')).status).toBe(401);
    expect((await gateway.browser().send('POST', '/api/sign-in/local', signIn)).status).toBe(200);
  });

  it.each([
    ['was switched off', { active: false }],
    ['got another password', { password: '$scrypt$ln=17,r=8,p=1$AAAA$AAAA' }],
  ])('a sign-in under way opens no session for who meanwhile %s', async (_, change) => {
    const kim = await gateway.newMember('member');
    const tables = gateway.tables.within('acme');
    const proven = await findMember(tables, 'acme', kim.memberId);
    await tables.transaction((tx) => updateMember(tx, { tenantId: 'acme', memberId: kim.memberId }, change));
    const request = { headers: {}, ip: '127.0.0.1' } as never;
    const settings = signInSettings(gateway.config);
    const opened = tables.transaction((tx) => openSession(tx, proven as MemberRow, { settings, request }));
    await expect(opened).rejects.toMatchObject({ code: 'sign-in.failed' });
  });

  it('a new role ends the sessions that were begun with the old one; a new name does not', async () => {
    const [admin, kim] = [await gateway.newMember('admin'), await gateway.newMember('member')];
    await put(admin, kim.memberId, { name: 'Kim Leeson' });
    expect((await kim.browser.send('GET', '/api/me')).body).toMatchObject({ name: 'Kim Leeson', role: 'member' });
    expect((await put(admin, kim.memberId, { role: 'admin' })).body).toMatchObject({ role: 'admin' });
    expect((await kim.browser.send('GET', '/api/me')).status).toBe(401);
  });

  it('nobody is changed or removed over what another admin decided about them meanwhile (X2)', async () => {
    const [admin, kim] = [await gateway.newMember('admin'), await gateway.newMember('member')];
    const send = async (method: string, ifMatch: string, body?: object) => {
      const answer = await admin.browser.send(method, `/api/members/${kim.memberId}`, body, { 'if-match': ifMatch });
      return { became: answer.body?.code ?? answer.status, etag: answer.headers.get('etag') };
    };
    const rename = (name: string, ifMatch: string) => send('PUT', ifMatch, { name, role: 'member', active: true });
    const etagOf = async (): Promise<string> => {
      const { body } = await admin.browser.send('GET', '/api/members');
      return body.items.find(({ memberId }: { memberId: string }) => memberId === kim.memberId).etag;
    };
    const seen = await etagOf();
    const both = await Promise.all([rename('Kim A', seen), rename('Kim B', seen)]);
    expect(both.map(({ became }) => became).sort()).toEqual([200, 'precondition.failed']);
    const newest = await etagOf();
    for (const { etag } of both) expect(etag).toBe(newest);
    expect((await send('DELETE', seen)).became).toBe('precondition.failed');
    expect((await send('DELETE', '')).became).toBe('precondition.required');
    expect((await send('DELETE', newest)).became).toBe(204);
  });

  it('who is removed is out, and may be added again as somebody new', async () => {
    const [admin, kim] = [await gateway.newMember('admin'), await gateway.newMember('member')];
    expect((await admin.browser.send('DELETE', `/api/members/${kim.memberId}`)).status).toBe(204);
    expect((await kim.browser.send('GET', '/api/me')).status).toBe(401);
    expect((await admin.browser.send('DELETE', `/api/members/${kim.memberId}`)).status).toBe(404);
    const added = await admin.browser.send('POST', '/api/members', { email: kim.email, name: 'Kim', role: 'member' });
    expect([added.status, added.body.member.memberId === kim.memberId]).toEqual([201, false]);
  });

  it('the last admin cannot be demoted, switched off or removed, also not by two at the same moment', async () => {
    await newTenant('pair');
    const [ana, ben] = [
      await gateway.newMember('admin', { tenantId: 'pair' }),
      await gateway.newMember('admin', { tenantId: 'pair' }),
    ];
    const answers = await Promise.all([
      put(ana, ben.memberId, { role: 'member' }),
      put(ben, ana.memberId, { active: false }),
    ]);
    // The second finds itself the last, or signed out already.
    expect(answers.map(({ status }) => status).sort()).toEqual([200, expect.any(Number)]);
    const left = (await ana.browser.send('GET', '/api/me')).status === 200 ? ana : ben;
    for (const body of [{ role: 'member' }, { role: 'admin', active: false }]) {
      const refused = await put(left, left.memberId, body);
      expect([refused.status, refused.body.code]).toEqual([409, 'member.last-admin']);
    }
    const removed = await left.browser.send('DELETE', `/api/members/${left.memberId}`);
    expect([removed.status, removed.body.code]).toEqual([409, 'member.last-admin']);
    expect((await left.browser.send('GET', '/api/me')).body).toMatchObject({ role: 'admin' });
  });

  it('the operator lets an admin in again who is locked out, and nobody of a tenant that is not there', async () => {
    const [admin, kim] = [await gateway.newMember('admin'), await gateway.newMember('member')];
    await put(admin, kim.memberId, { active: false });
    const asked = { email: kim.email.toUpperCase(), name: 'ignored' };
    const { operator } = gateway.tokens;
    const { status, body } = await gateway.send(operator, 'POST', '/api/tenants/acme/admins', asked);
    expect([status, body.member]).toEqual([
      201,
      expect.objectContaining({ memberId: kim.memberId, role: 'admin', state: 'active', email: kim.email }),
    ]);
    expect((await gateway.send(operator, 'POST', '/api/tenants/nowhere/admins', asked)).status).toBe(404);
  });

  it("nobody reaches another tenant's people", async () => {
    await newTenant('theirs');
    const [stranger, kim] = [
      await gateway.newMember('admin', { tenantId: 'theirs' }),
      await gateway.newMember('member'),
    ];
    expect((await put(stranger, kim.memberId, { active: false })).status).toBe(404);
    expect((await stranger.browser.send('DELETE', `/api/members/${kim.memberId}`)).status).toBe(404);
    expect((await stranger.browser.send('POST', `/api/members/${kim.memberId}/invitation`)).status).toBe(404);
    expect((await stranger.browser.send('POST', `/api/members/${NOBODY}/invitation`)).status).toBe(404);
    const { body } = await stranger.browser.send('GET', '/api/members');
    expect(body.items).toHaveLength(1);
    expect((await kim.browser.send('GET', '/api/me')).status).toBe(200);
  });

  it('a member sees no members, and changes none', async () => {
    const kim = await gateway.newMember('member');
    const answers = [
      await kim.browser.send('GET', '/api/members'),
      await put(kim, kim.memberId, { role: 'admin' }),
      await kim.browser.send('POST', '/api/tokens', { name: 'x', role: 'admin' }),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [403, 'auth.forbidden'],
      [403, 'auth.forbidden'],
      [403, 'auth.forbidden'],
    ]);
  });

  it('no password, no link and no cookie stands in the log', () => {
    const log = gateway.lines.join('');
    expect(log).toContain('"operationId":"acceptInvitation"');
    expect(log).not.toContain(PASSWORD);
    expect(log).not.toMatch(/[#=][\w-]{43}/);
  });
});
