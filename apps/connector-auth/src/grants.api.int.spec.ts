import { randomBytes } from 'node:crypto';
import { Database, readOutbox } from '@gong-timeline/persistence';
import { eventually, spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { consent, type Gong, startGong } from '../test/gong';
import { type HeldGong, holdGong } from '../test/held-gong';
import { type Caller, type Service, startReplica, TOKEN_KEY } from '../test/running-service';
import { LendingDiary } from './lending/lending-diary';

jest.setTimeout(30_000);
const operator: Caller = { tenantId: '', role: 'operator' };

/** S4, X3: what Gong granted is seen by the admin and wiped by the operator; no token is shown to either. */
describe('the grants of a tenant (S4)', () => {
  let home: TestDatabase;
  let gong: Gong;
  let service: Service;
  let admin: Caller;

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('grants'), startGong(spawnNode)]);
    service = await startReplica(home, gong);
  });
  afterAll(async () => {
    await service?.running.stop();
    await home?.drop();
  });
  beforeEach(() => {
    admin = { tenantId: uniqueName('tenant') };
  });

  const database = () => service.running.app.get(Database);
  const begin = async (by = admin, name = 'Acme Gong') => {
    const company = uniqueName('company');
    await gong.addCompany(company);
    const { body } = await service.call(by, 'POST', '/api/connections', { connector: 'gong', name });
    const back = await consent(body.authorizeUrl, { company });
    return { company, id: body.connection.connectionId, callback: `/api/oauth/gong/callback${back.search}` };
  };
  const connect = async (by = admin, name = 'Acme Gong') => {
    const { id, company, callback } = await begin(by, name);
    expect((await service.call(by, 'GET', callback)).status).toBe(200);
    return { id, company };
  };
  const lend = (id: string, by = admin, refused: string | null = null, through = service) =>
    through.call({ ...by, role: 'service' }, 'POST', `/internal/connections/${id}/access-token`, { refused });
  const grants = async (by = admin) => (await service.call(by, 'GET', '/api/grants')).body.items as unknown[];
  const revoke = (body: object, by = operator) => service.call(by, 'POST', '/api/grant-revocations', body);
  const stateOf = async (id: string, by = admin) => (await service.call(by, 'GET', `/api/connections/${id}`)).body;

  it('are listed with what they allow, how old they are and when they were used, and without a token', async () => {
    const { id, company } = await connect();
    expect(await grants()).toEqual([
      {
        connectionId: id,
        name: 'Acme Gong',
        state: 'active',
        apiBaseUrl: `${gong.url}/companies/${company}`,
        scopes: expect.arrayContaining(['api:calls:read:basic', 'api:users:read']),
        grantedAt: expect.stringMatching(/Z$/),
        grantedBy: 'ana',
        refreshedAt: null,
        lentAt: null,
        expiresAt: expect.stringMatching(/Z$/),
      },
    ]);
    const lent = (await lend(id)).body;
    await lend(id, admin, lent.fingerprint);
    await service.running.app.get(LendingDiary).turn();
    expect(await grants()).toMatchObject([
      { refreshedAt: expect.stringMatching(/Z$/), lentAt: expect.stringMatching(/Z$/) },
    ]);
    const { text } = await service.call(admin, 'GET', '/api/grants');
    expect(text).not.toContain(lent.accessToken);
  });

  it('say when they were used, each to its own tenant, however many tenants the minute had', async () => {
    const tenants: Caller[] = [admin, { tenantId: uniqueName('tenant') }, { tenantId: uniqueName('tenant') }];
    for (const by of tenants) await lend((await connect(by)).id, by);
    await service.running.app.get(LendingDiary).turn();
    for (const by of tenants) expect(await grants(by)).toMatchObject([{ lentAt: expect.stringMatching(/Z$/) }]);
  });

  it('are shown to their own admin only', async () => {
    await connect();
    expect(await grants({ tenantId: uniqueName('tenant') })).toEqual([]);
    for (const by of [operator, { ...admin, role: 'member' as const }]) {
      expect((await service.call(by, 'GET', '/api/grants')).body.code).toBe('auth.forbidden');
    }
  });

  describe('when the operator revokes them', () => {
    it('are wiped, of that tenant only; its connections say so and can be authorised again', async () => {
      const { id, company } = await connect();
      const other: Caller = { tenantId: uniqueName('tenant') };
      const theirs = await connect(other);
      const answer = await revoke({ tenantId: admin.tenantId, confirm: admin.tenantId });
      expect(answer.body).toEqual({ grants: 1, tenants: 1 });
      expect(await grants()).toEqual([]);
      expect((await lend(id)).body.code).toBe('connection.not-usable');
      expect(await stateOf(id)).toMatchObject({
        state: 'needs-reauthorization',
        stateReason: expect.stringContaining('an admin has to authorize the connection again'),
      });
      const told = (await readOutbox(database())).filter(
        ({ tenantId, type }) => tenantId === admin.tenantId && type.startsWith('connector-auth.'),
      );
      expect(told.map(({ type }) => type)).toEqual([
        'connector-auth.connection-activated.v1',
        'connector-auth.connection-needs-reauthorization.v1',
      ]);
      expect((await lend(theirs.id, other)).status).toBe(200);

      const { authorizeUrl } = (await service.call(admin, 'POST', `/api/connections/${id}/authorize`)).body;
      const back = await consent(authorizeUrl, { company });
      await service.call(admin, 'GET', `/api/oauth/gong/callback${back.search}`);
      expect((await lend(id)).status).toBe(200);
    });

    it('are wiped twice as once', async () => {
      await connect();
      const all = { tenantId: admin.tenantId, confirm: admin.tenantId };
      await revoke(all);
      expect((await revoke(all)).body).toEqual({ grants: 0, tenants: 0 });
    });

    it('are not brought back by a consent that was begun before', async () => {
      const { id, callback } = await begin();
      await revoke({ tenantId: admin.tenantId, confirm: admin.tenantId });
      expect((await service.call(admin, 'GET', callback)).body.code).toBe('oauth.state-invalid');
      expect(await stateOf(id)).toMatchObject({ state: 'pending' });
    });

    describe('while Gong is asked for tokens', () => {
      let held: HeldGong;
      let asking: Service;
      beforeEach(async () => {
        held = await holdGong(gong);
        asking = await startReplica(home, gong, held.config);
      });
      afterEach(async () => {
        held.letGo();
        await asking.running.stop();
        await held.stop();
      });

      it('are not brought back by a consent whose tokens Gong is giving just then', async () => {
        const { callback } = await begin();
        const completing = asking.call(admin, 'GET', callback);
        await eventually(held.isAsked);
        await revoke({ tenantId: admin.tenantId, confirm: admin.tenantId });
        held.letGo();
        expect((await completing).body.code).toBe('oauth.state-invalid');
        expect(await grants()).toEqual([]);
      });

      it('are not brought back by a refresh that Gong is answering just then', async () => {
        const { id } = await connect();
        const { fingerprint } = (await lend(id)).body;
        const refreshing = lend(id, admin, fingerprint, asking);
        await eventually(held.isAsked);
        await revoke({ tenantId: admin.tenantId, confirm: admin.tenantId });
        held.letGo();
        expect((await refreshing).body.code).toBe('connection.not-usable');
        expect(await grants()).toEqual([]);
      });
    });

    it('are wiped of all tenants when he says so', async () => {
      await connect();
      await connect({ tenantId: uniqueName('tenant') });
      const { body } = await revoke({ tenantId: null, confirm: 'all tenants' });
      expect(body).toMatchObject({ tenants: expect.any(Number) });
      expect(await database().acrossTenants().query('SELECT 1 FROM grants')).toEqual([]);
    });

    it.each([
      { tenantId: 'acme', confirm: 'acne' },
      { tenantId: null, confirm: 'acme' },
      { tenantId: 'acme', confirm: 'all tenants' },
      { confirm: 'all tenants' },
    ])('stay when the confirmation is another: %j', async (body) => {
      await connect();
      expect((await revoke(body)).body.code).toBe('request.invalid');
      expect(await grants()).toHaveLength(1);
    });

    it('stay when an admin asks for it', async () => {
      await connect();
      const answer = await revoke({ tenantId: admin.tenantId, confirm: admin.tenantId }, admin);
      expect(answer.body.code).toBe('auth.forbidden');
      expect(await grants()).toHaveLength(1);
    });
  });

  describe('when their key is replaced', () => {
    const newKey = `k2:${randomBytes(32).toString('base64')}`;
    const keysOf = async (at: Service) => (await at.call(operator, 'GET', '/api/token-keys')).body;
    const reseal = (at: Service, body: object = {}) => at.call(operator, 'POST', '/api/token-keys/reseals', body);

    it('seal with the new key once every replica holds it, move to it, and then the old one can be removed', async () => {
      await revoke({ tenantId: null, confirm: 'all tenants' });
      const { id } = await connect();
      const older = stoppedOnce(service);
      const next = await startReplica(home, gong, { TOKEN_KEYS: `${newKey},${TOKEN_KEY}` });
      try {
        expect((await reseal(next)).body).toMatchObject({
          code: 'conflict',
          detail: expect.stringContaining('"k2" does not seal yet'),
        });
        // What the newer replica stores meanwhile, the older one can open.
        const { fingerprint } = (await lend(id)).body;
        const other: Service['call'] = next.call;
        const path = `/internal/connections/${id}/access-token`;
        await other({ ...admin, role: 'service' }, 'POST', path, { refused: fingerprint });
        expect((await lend(id)).status).toBe(200);

        await older.stop();
        expect((await reseal(next)).body).toEqual({ keyId: 'k2', resealed: 1, unreadable: 0, next: null });
        expect((await reseal(next)).body).toMatchObject({ resealed: 0 });
        expect(await keysOf(next)).toEqual({
          replicas: 1,
          keys: [
            { keyId: 'k2', grants: 1, replicas: 1, sealing: 1, removable: false },
            { keyId: 'k1', grants: 0, replicas: 1, sealing: 0, removable: true },
          ],
        });
        expect((await next.call({ ...admin, role: 'service' }, 'POST', path, { refused: null })).status).toBe(200);
      } finally {
        await Promise.all([older.stop(), next.running.stop()]);
        service = await startReplica(home, gong, { TOKEN_KEYS: newKey });
      }
      expect((await lend(id)).status).toBe(200);
    });
  });
});

/** So that a spec that fails halfway leaves no server behind. */
function stoppedOnce({ running }: Service): { stop(): Promise<void> } {
  let stopping: Promise<void> | undefined;
  return { stop: () => (stopping ??= running.stop()) };
}
