import { readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { serviceKeys, TestGateway } from '../../test/gateway';

const UUID = '0b8ad3f5-0d1e-4d8a-9c3f-5d0e6c1a7b21';

describe('tenants and tokens', () => {
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

  it('refuses a tenant that is there, and a token for one that is not', async () => {
    const again = await gateway.send(gateway.tokens.operator, 'POST', '/api/tenants', {
      tenantId: 'acme',
      name: 'Acme',
    });
    expect([again.status, again.body.code]).toEqual([409, 'conflict']);
    const nobody = await gateway.send(gateway.tokens.operator, 'POST', '/api/tenants/nobody/tokens', {
      name: 'x',
      role: 'admin',
    });
    expect([nobody.status, nobody.body.detail]).toEqual([404, 'There is no such tenant']);
    const none = await gateway.send(gateway.tokens.operator, 'DELETE', `/api/tenants/acme/tokens/${UUID}`);
    expect([none.status, none.body.detail]).toEqual([404, 'There is no such token']);
  });

  it.each([
    [{ tenantId: 'Acme!', name: 'Acme' }, 'body.tenantId'],
    [{ tenantId: 'beta', name: '  ' }, 'body.name'],
    [{ tenantId: 'beta' }, 'body.name'],
    [{ tenantId: 'beta', name: 'Beta', plan: 'gold' }, 'body.plan'],
  ])('refuses %j, naming %s', async (body, field) => {
    const answer = await gateway.send(gateway.tokens.operator, 'POST', '/api/tenants', body);
    expect(answer.body).toMatchObject({ status: 400, code: 'request.invalid', errors: [{ field }] });
    const { body: list } = await gateway.send(gateway.tokens.operator, 'GET', '/api/tenants');
    expect(list.items.map(({ tenantId }: { tenantId: string }) => tenantId)).toEqual(['acme']);
  });

  it('keeps the operator token in a file for its owner only, and makes no second one', async () => {
    expect((await stat(gateway.config.OPERATOR_TOKEN_FILE)).mode & 0o777).toBe(0o600);
    const again = await gateway.start();
    await again.stop();
    expect((await readFile(gateway.config.OPERATOR_TOKEN_FILE, 'utf8')).trim()).toBe(gateway.tokens.operator);
  });

  it('refuses to start when the operator token cannot be written', async () => {
    const fresh = await testDatabase('gateway');
    const nowhere = join(tmpdir(), uniqueName('none'), 'token');
    await expect(
      gateway.start({
        DATABASE_URL: fresh.applicationUrl,
        DATABASE_OWNER_URL: fresh.ownerUrl,
        OPERATOR_TOKEN_FILE: nowhere,
      }),
    ).rejects.toThrow(/^The operator token cannot be written to .*: make its folder, or correct OPERATOR_TOKEN_FILE$/);
    await fresh.drop();
  });

  it('writes no token to the log', () => {
    expect(gateway.lines.join('')).toContain('operator token was made');
    expect(gateway.lines.join('')).not.toMatch(/gtl_[\w-]{10}/);
    expect(gateway.lines.join('')).not.toContain(serviceKeys.gateway.SERVICE_KEY);
  });
});
