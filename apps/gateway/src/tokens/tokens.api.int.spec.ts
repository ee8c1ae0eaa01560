import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { TestGateway } from '../../test/gateway';

const UUID = '0b8ad3f5-0d1e-4d8a-9c3f-5d0e6c1a7b21';

describe("a tenant's API tokens (X3)", () => {
  let database: TestDatabase;
  let gateway: TestGateway;

  beforeAll(async () => {
    database = await testDatabase('gateway');
    gateway = await TestGateway.open(database, { TRUSTED_PROXIES: '127.0.0.0/8' });
  });
  afterAll(async () => {
    await gateway?.close();
    await database?.drop();
  });

  it('are made by its admin, shown once, listed with who made them and when and from where they were used', async () => {
    const kim = await gateway.newMember('admin');
    const asked = { name: 'Warehouse', role: 'member', scopes: ['timeline:read'], expiresInDays: 30 };
    const { status, body } = await kim.browser.send('POST', '/api/tokens', asked);
    expect([status, body.token]).toEqual([201, expect.stringMatching(/^gtl_[\w-]{43}$/)]);
    expect(body.apiToken).toMatchObject({ name: 'Warehouse', role: 'member', lastUsedAt: null, lastUsedFrom: null });

    const headers = { authorization: `Bearer ${body.token}`, 'x-forwarded-for': '203.0.113.9' };
    expect((await gateway.browser().send('GET', '/api/activities', undefined, headers)).status).toBe(200);
    const list = await kim.browser.send('GET', '/api/tokens');
    expect(list.text).not.toContain('gtl_');
    expect(list.body.items[0]).toEqual({
      ...body.apiToken,
      createdBy: `member:${kim.memberId}`,
      lastUsedAt: expect.any(String),
      lastUsedFrom: '203.0.113.9',
    });
    const days = (Date.parse(body.apiToken.expiresAt) - Date.parse(body.apiToken.createdAt)) / (24 * 3600_000);
    expect(days).toBe(30);
  });

  it('may do what their scopes name, be the role as it may', async () => {
    const { admin } = gateway.tokens;
    const asked = { name: 'Importer', role: 'admin', scopes: ['directory:write', 'execution-log:read'] };
    const { token } = (await gateway.send(admin, 'POST', '/api/tokens', asked)).body;
    const may = async (method: string, path: string, body?: object) =>
      (await gateway.send(token, method, path, body)).status;
    expect([
      await may('GET', '/api/jobs'),
      await may('GET', '/api/directory/settings'),
      await may('GET', '/api/me'),
    ]).toEqual([200, 200, 200]);
    const refused = await gateway.send(token, 'GET', '/api/activities');
    expect([refused.status, refused.body.detail]).toEqual([
      403,
      'This needs the scope timeline:read, which the token has not',
    ]);
    expect(await may('POST', '/api/tokens', { name: 'wider', role: 'admin' })).toBe(403);
    expect(await may('POST', '/api/members', { email: 'me@example.com', name: 'Me', role: 'admin' })).toBe(403);
  });

  it.each([
    [{ scopes: ['timelines:read'] }, 'body.scopes'],
    [{ scopes: ['timeline'] }, 'body.scopes[0]'],
    [{ expiresInDays: 366 }, 'body.expiresInDays'],
    [{ role: 'operator' }, 'body.role'],
    [{ tenantId: 'other' }, 'body.tenantId'],
  ])('are not made of %j, naming %s', async (change, field) => {
    const asked = { name: 'Wrong', role: 'member', ...change };
    const { status, body } = await gateway.send(gateway.tokens.admin, 'POST', '/api/tokens', asked);
    expect([status, body.errors[0].field]).toEqual([400, field]);
  });

  it('are revoked by its admin: at once, for good; never by an admin of another tenant', async () => {
    const { operator, admin } = gateway.tokens;
    await gateway.send(operator, 'POST', '/api/tenants', { tenantId: 'other', name: 'Other' });
    const stranger = await gateway.newMember('admin', { tenantId: 'other' });
    const { token, tokenId } = await gateway.newToken('member');
    expect((await stranger.browser.send('DELETE', `/api/tokens/${tokenId}`)).status).toBe(404);
    expect((await stranger.browser.send('GET', '/api/tokens')).body).toEqual({ items: [] });
    expect((await gateway.send(token, 'GET', '/api/me')).status).toBe(200);
    expect((await gateway.send(admin, 'DELETE', `/api/tokens/${tokenId}`)).status).toBe(204);
    expect((await gateway.send(token, 'GET', '/api/me')).status).toBe(401);
    expect((await gateway.send(admin, 'DELETE', `/api/tokens/${UUID}`)).status).toBe(404);
  });

  it('are all revoked by the operator with the sessions and links of the tenant, when asked by its name', async () => {
    const { operator } = gateway.tokens;
    await gateway.send(operator, 'POST', '/api/tenants', { tenantId: 'leaky', name: 'Leaky' });
    const kim = await gateway.newMember('admin', { tenantId: 'leaky' });
    const { token } = (await kim.browser.send('POST', '/api/tokens', { name: 'x', role: 'member' })).body;
    await kim.browser.send('POST', '/api/members', { email: 'lee@example.com', name: 'Lee', role: 'member' });
    expect((await gateway.send(token, 'GET', '/api/me')).status).toBe(200);
    const revoke = (confirm: string) => gateway.send(operator, 'POST', '/api/tenants/leaky/revocations', { confirm });
    expect((await revoke('acme')).body.errors[0].field).toBe('body.confirm');
    expect((await kim.browser.send('GET', '/api/me')).status).toBe(200);

    expect((await revoke('leaky')).body).toEqual({ tokens: 1, sessions: 1, invitations: 1 });
    expect([
      (await kim.browser.send('GET', '/api/me')).status,
      (await gateway.send(token, 'GET', '/api/me')).status,
    ]).toEqual([401, 401]);
    expect((await gateway.send(gateway.tokens.admin, 'GET', '/api/me')).status).toBe(200);
    expect((await revoke('leaky')).body).toEqual({ tokens: 0, sessions: 0, invitations: 0 });
  });
});
