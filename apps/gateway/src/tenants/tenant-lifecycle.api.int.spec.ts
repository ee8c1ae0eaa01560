import { INSTALLATION } from '@gong-timeline/contracts';
import { readOutbox } from '@gong-timeline/persistence';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { PASSWORD, TestGateway } from '../../test/gateway';

describe('suspending and wiping a tenant (X3)', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let tenantId: string;
  let admin: string;

  beforeAll(async () => {
    database = await testDatabase('gateway');
    gateway = await TestGateway.open(database);
  });
  afterAll(async () => {
    await gateway?.close();
    await database?.drop();
  });
  beforeEach(async () => {
    tenantId = uniqueName('t')
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]/g, '-')
      .slice(0, 39);
    await operator('POST', '/api/tenants', { tenantId, name: 'Initech' });
    const { body } = await operator('POST', `/api/tenants/${tenantId}/tokens`, { name: 'ours', role: 'admin' });
    admin = body.token;
  });

  const operator = (method: string, path: string, body?: unknown) =>
    gateway.send(gateway.tokens.operator, method, path, body);
  const suspend = () => operator('POST', `/api/tenants/${tenantId}/suspension`);
  const resume = () => operator('DELETE', `/api/tenants/${tenantId}/suspension`);
  const told = async (tenant = tenantId) =>
    (await readOutbox(gateway.tables)).filter((entry) => entry.tenantId === tenant);
  const states = async () =>
    (await told()).filter(({ topic }) => topic === 'gateway.tenants.v1').map(({ data }) => data);
  const actions = async (tenant = tenantId) =>
    (await told(tenant)).flatMap(({ topic, data }) =>
      topic === 'audit.entries.v1' ? [(data as unknown as { action: string }).action] : [],
    );

  it('lets nobody of a suspended tenant call or sign in, with a code that says why', async () => {
    const person = await gateway.newMember('admin', { tenantId });
    expect(await suspend()).toMatchObject({ status: 200, body: { tenantId, state: 'suspended' } });
    const refused = { status: 403, body: { code: 'tenant.suspended' } };
    expect(await gateway.send(admin, 'GET', '/api/me')).toMatchObject(refused);
    expect(await gateway.send(admin, 'GET', '/api/jobs')).toMatchObject(refused);
    expect(await person.browser.send('GET', '/api/me')).toMatchObject(refused);
    const signIn = { email: person.email, password: PASSWORD };
    expect(await gateway.browser().send('POST', '/api/sign-in/local', signIn)).toMatchObject(refused);
    expect((await gateway.send(gateway.tokens.admin, 'GET', '/api/me')).status).toBe(200);
  });

  it('lets them in again as they were, once it is resumed', async () => {
    const person = await gateway.newMember('admin', { tenantId });
    await suspend();
    expect(await resume()).toMatchObject({ status: 200, body: { state: 'active' } });
    expect((await gateway.send(admin, 'GET', '/api/me')).status).toBe(200);
    expect((await person.browser.send('GET', '/api/me')).status).toBe(200);
  });

  it('tells each change once, counted up, and does nothing twice', async () => {
    await suspend();
    await suspend();
    await resume();
    await resume();
    expect(await states()).toEqual([
      { state: 'active', revision: 1 },
      { state: 'suspended', revision: 2 },
      { state: 'active', revision: 3 },
    ]);
    const lifecycle = (await actions()).filter((action) => /suspended|resumed/.test(action));
    expect(lifecycle).toEqual(['tenant.suspended', 'tenant.resumed']);
  });

  it('wipes a tenant only when its id is typed again', async () => {
    const wipe = (confirm: string) => operator('POST', `/api/tenants/${tenantId}/wipe`, { confirm });
    expect(await wipe('acme')).toMatchObject({ status: 400, body: { errors: [{ field: 'body.confirm' }] } });
    expect((await gateway.send(admin, 'GET', '/api/me')).status).toBe(200);
    expect(await wipe(tenantId)).toMatchObject({ status: 202, body: { state: 'wiping' } });
    expect(await wipe(tenantId)).toMatchObject({ status: 202, body: { state: 'wiping' } });
    expect((await states()).at(-1)).toEqual({ state: 'wiping', revision: 2 });
  });

  it('lets nobody in from the moment a wipe begins, and takes none of it back', async () => {
    const person = await gateway.newMember('admin', { tenantId });
    await operator('POST', `/api/tenants/${tenantId}/wipe`, { confirm: tenantId });
    expect((await gateway.send(admin, 'GET', '/api/me')).status).toBe(401);
    expect((await person.browser.send('GET', '/api/me')).status).toBe(401);
    const signIn = { email: person.email, password: PASSWORD };
    expect((await gateway.browser().send('POST', '/api/sign-in/local', signIn)).status).toBe(403);
    const wiping = { status: 409, body: { code: 'tenant.wiping' } };
    expect(await resume()).toMatchObject(wiping);
    expect(await suspend()).toMatchObject(wiping);
    const token = { name: 'late', role: 'admin' };
    expect(await operator('POST', `/api/tenants/${tenantId}/tokens`, token)).toMatchObject(wiping);
    const late = { email: 'late@example.com', name: 'Late' };
    expect(await operator('POST', `/api/tenants/${tenantId}/admins`, late)).toMatchObject(wiping);
  });

  it("keeps the proof in the installation's log, and not the name of the tenant", async () => {
    await operator('POST', `/api/tenants/${tenantId}/wipe`, { confirm: tenantId });
    const entries = await told(INSTALLATION);
    expect(await actions(INSTALLATION)).toContain('tenant.wipe-begun');
    expect(JSON.stringify(entries)).not.toContain(tenantId);
    expect(JSON.stringify(entries)).not.toContain('Initech');
  });

  it('answers and serves while Kafka is away, and says so once', async () => {
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
    const said = () => gateway.lines.filter((line) => line.includes('Kafka at 127.0.0.1:1 does not answer'));
    // Giving up on an address takes a while: all above may be over before.
    await eventually(() => expect(said()).toHaveLength(1));
  });
});
