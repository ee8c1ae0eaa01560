import { Database, readOutbox } from '@gong-timeline/persistence';
import { spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { consent, type Gong, startGong } from '../test/gong';
import { type Answer, type Caller, type Service, startReplica } from '../test/running-service';

jest.setTimeout(30_000);
const MINUTE_MS = 60_000;

describe('connecting Gong (S1)', () => {
  let home: TestDatabase;
  let gong: Gong;
  let service: Service;
  let database: Database;
  /** A tenant and a Gong company for each test. */
  let ana: Caller;
  let company: string;

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('connector-auth'), startGong(spawnNode)]);
    service = await startReplica(home, gong);
    database = service.running.app.get(Database);
  });
  afterAll(async () => {
    await service?.running.stop();
    await home?.drop();
  });
  beforeEach(async () => {
    service.clock.aheadMs = 0;
    company = uniqueName('company');
    ana = { tenantId: uniqueName('tenant'), actorId: 'ana' };
    await gong.addCompany(company);
  });

  const others: Service[] = [];
  const another = async (changes: Readonly<Record<string, unknown>> = {}): Promise<Service> => {
    const other = await startReplica(home, gong, changes);
    others.push(other);
    return other;
  };
  afterEach(() => Promise.all(others.splice(0).map(({ running }) => running.stop())));

  const create = (name = 'Acme Gong'): Promise<Answer> =>
    service.call(ana, 'POST', '/api/connections', { connector: 'gong', name });
  const get = async (id: string) => (await service.call(ana, 'GET', `/api/connections/${id}`)).body;
  const callback = ({ searchParams }: URL, by: Caller = ana, through = service): Promise<Answer> =>
    through.call(by, 'GET', `/api/oauth/gong/callback?${searchParams}`);
  const lend = (id: string, by: Caller = ana): Promise<Answer> =>
    service.call({ ...by, role: 'service' }, 'POST', `/internal/connections/${id}/access-token`, { refused: null });
  const facts = async () =>
    (await readOutbox(database)).filter(
      ({ tenantId, type }) => tenantId === ana.tenantId && type.startsWith('connector-auth.'),
    );
  const reasonOf = async (id: string) => {
    const { state, stateReason } = await get(id);
    return `${state}: ${stateReason}`;
  };
  const connect = async (name?: string): Promise<string> => {
    const { connection, authorizeUrl } = (await create(name)).body;
    expect((await callback(await consent(authorizeUrl, { company }))).status).toBe(200);
    return connection.connectionId;
  };

  it('is pending until the consent, then active, and tells so once', async () => {
    const created = await create('  Acme Gong ');
    expect(created.status).toBe(201);
    const { connection, authorizeUrl } = created.body;
    expect(connection).toMatchObject({ name: 'Acme Gong', state: 'pending', apiBaseUrl: null, authorizedAt: null });
    expect(new URL(authorizeUrl).searchParams.get('redirect_uri')).toBe('https://cs.example/api/oauth/gong/callback');
    expect(await facts()).toEqual([]);

    const completed = await callback(await consent(authorizeUrl, { company }));
    expect(completed.status).toBe(200);
    const apiBaseUrl = `${gong.url}/companies/${company}`;
    expect(completed.body.connection).toMatchObject({
      connectionId: connection.connectionId,
      state: 'active',
      stateReason: null,
      apiBaseUrl,
      scopes: expect.arrayContaining(['api:calls:read:extensive', 'api:users:read']),
      authorizedAt: expect.any(String),
    });
    expect(await facts()).toMatchObject([
      {
        type: 'connector-auth.connection-activated.v1',
        subject: connection.connectionId,
        data: { connectionId: connection.connectionId, name: 'Acme Gong', apiBaseUrl },
      },
    ]);
    expect((await lend(connection.connectionId)).body).toMatchObject({ apiBaseUrl, accessToken: expect.any(String) });
    expect((await service.call(ana, 'GET', '/api/connections')).body.items).toEqual([completed.body.connection]);
  });

  it('begins on one replica and is completed on another', async () => {
    const other = await another();
    const { authorizeUrl } = (await create()).body;
    expect((await callback(await consent(authorizeUrl, { company }), ana, other)).status).toBe(200);
  });

  it('has one name once in a tenant, whatever its case, until it is deleted', async () => {
    const { connection } = (await create()).body;
    const again = await create('ACME gong');
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'conflict', errors: [{ field: 'body.name' }] });
    await service.call(ana, 'DELETE', `/api/connections/${connection.connectionId}`);
    expect((await create('ACME gong')).status).toBe(201);
    const elsewhere = { tenantId: uniqueName('tenant') };
    expect(
      (await service.call(elsewhere, 'POST', '/api/connections', { connector: 'gong', name: 'Acme Gong' })).status,
    ).toBe(201);
  });

  it('takes no name of blanks', async () => {
    expect((await create('  ')).body).toMatchObject({ code: 'request.invalid', errors: [{ field: 'body.name' }] });
  });

  describe('leaves no half-made connection (S3)', () => {
    it('when the consent is refused: says why, and can be authorised again', async () => {
      const { connection, authorizeUrl } = (await create()).body;
      const refused = await callback(await consent(authorizeUrl, { company, decision: 'deny' }));
      expect(refused).toMatchObject({ status: 403, body: { code: 'oauth.refused' } });
      expect(await reasonOf(connection.connectionId)).toMatch(/^pending: The consent was refused at Gong/);
      expect((await lend(connection.connectionId)).body).toMatchObject({ code: 'connection.not-usable' });
      expect(await facts()).toEqual([]);

      const again = await service.call(ana, 'POST', `/api/connections/${connection.connectionId}/authorize`);
      expect((await callback(await consent(again.body.authorizeUrl, { company }))).status).toBe(200);
    });

    it('when the state is unknown', async () => {
      const { connection, authorizeUrl } = (await create()).body;
      const back = await consent(authorizeUrl, { company });
      back.searchParams.set('state', 'made-up');
      expect(await callback(back)).toMatchObject({ status: 400, body: { code: 'oauth.state-invalid' } });
      expect(await reasonOf(connection.connectionId)).toBe('pending: Not authorized at Gong yet.');
    });

    it('when the state comes a second time, be it at the same moment', async () => {
      const { authorizeUrl } = (await create()).body;
      const back = await consent(authorizeUrl, { company });
      const answers = await Promise.all([callback(back), callback(back), callback(back)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
      const again = await callback(back);
      expect(again.body).toMatchObject({ code: 'oauth.state-invalid', detail: expect.stringContaining('works once') });
      expect(await facts()).toHaveLength(1);
    });

    it('when it took longer than ten minutes', async () => {
      const { authorizeUrl } = (await create()).body;
      const back = await consent(authorizeUrl, { company });
      service.clock.aheadMs = 10 * MINUTE_MS;
      expect((await callback(back)).body).toMatchObject({ detail: expect.stringContaining('longer than ten minutes') });
    });

    it('when another admin, or an admin of another tenant, completes it; who began still can', async () => {
      const { connection, authorizeUrl } = (await create()).body;
      const back = await consent(authorizeUrl, { company });
      const bob = await callback(back, { ...ana, actorId: 'bob' });
      expect(bob.body).toMatchObject({ code: 'oauth.state-invalid', detail: expect.stringContaining('another admin') });
      const foreign = await callback(back, { tenantId: uniqueName('tenant'), actorId: 'ana' });
      expect(foreign.body).toMatchObject({ detail: expect.stringContaining('not begun here') });
      expect((await get(connection.connectionId)).state).toBe('pending');
      expect((await callback(back)).status).toBe(200);
    });

    it('when the code is expired or used', async () => {
      const { connection, authorizeUrl } = (await create()).body;
      const back = await consent(authorizeUrl, { company });
      back.searchParams.set('code', 'expired-code-canary');
      const refused = await callback(back);
      expect(refused).toMatchObject({ status: 400, body: { code: 'oauth.code-invalid' } });
      expect(refused.text).not.toContain('expired-code-canary');
      expect(await reasonOf(connection.connectionId)).toMatch(/^pending: Gong answered 400 \(invalid_grant/);
      expect((await get(connection.connectionId)).state).toBe('pending');
    });

    it('when there is neither a code nor an error', async () => {
      const { authorizeUrl } = (await create()).body;
      const back = await consent(authorizeUrl, { company });
      const complete = new URL(back);
      back.searchParams.delete('code');
      expect((await callback(back)).body).toMatchObject({ code: 'request.invalid', errors: [{ field: 'query.code' }] });
      // The state is not used up by it.
      expect((await callback(complete)).status).toBe(200);
    });

    it('when scopes are missing: names them', async () => {
      const { connection, authorizeUrl } = (await create()).body;
      const back = await consent(authorizeUrl, { company, scope: 'api:calls:read:basic api:calls:read:extensive' });
      const refused = await callback(back);
      expect(refused.body).toMatchObject({
        code: 'oauth.refused',
        detail: expect.stringContaining('did not grant api:calls:read:media-url, api:users:read'),
      });
      expect((await lend(connection.connectionId)).body).toMatchObject({ code: 'connection.not-usable' });
    });

    it('when Gong does not answer', async () => {
      const { connection, authorizeUrl } = (await create()).body;
      const back = await consent(authorizeUrl, { company });
      await gong.failTokenRequests(company, { kind: '503' });
      expect(await callback(back)).toMatchObject({ status: 502, body: { code: 'gong.unavailable' } });
      expect(await reasonOf(connection.connectionId)).toMatch(/^pending: Gong answered 503/);
    });

    it("when Gong's answer names an address that is not public and not allowed", async () => {
      // The simulator goes by two names, of which Gong's answer gives the one that is not allowed.
      const url = gong.url.replace('127.0.0.1', 'localhost');
      const strict = await another({
        GONG_TOKEN_URL: `${url}/oauth2/generate-customer-token`,
        GONG_API_URL: url,
        ALLOWED_PRIVATE_HOSTS: new URL(url).host,
      });
      const { authorizeUrl } = (await create()).body;
      const refused = await callback(await consent(authorizeUrl, { company }), ana, strict);
      expect(refused.body).toMatchObject({
        code: 'gong.unavailable',
        detail: expect.stringContaining('API base address that cannot be used'),
      });
    });

    it('when it was deleted meanwhile', async () => {
      const { connection, authorizeUrl } = (await create()).body;
      const back = await consent(authorizeUrl, { company });
      await service.call(ana, 'DELETE', `/api/connections/${connection.connectionId}`);
      expect(await callback(back)).toMatchObject({ status: 400, body: { code: 'oauth.state-invalid' } });
      expect((await get(connection.connectionId)).state).toBe('revoked');
    });
  });

  describe('authorising again (S4)', () => {
    it('keeps the connection and its id, and takes the new tokens', async () => {
      const id = await connect();
      const before = (await lend(id)).body;
      const { authorizeUrl } = (await service.call(ana, 'POST', `/api/connections/${id}/authorize`)).body;
      expect((await get(id)).state).toBe('active');
      const { connection } = (await callback(await consent(authorizeUrl, { company }))).body;
      expect(connection).toMatchObject({ connectionId: id, state: 'active' });
      expect((await lend(id)).body.fingerprint).not.toBe(before.fingerprint);
      expect(await facts()).toHaveLength(2);
    });

    it('is refused at another Gong company than before, and changes nothing', async () => {
      const id = await connect();
      const before = [await get(id), (await lend(id)).body.fingerprint, (await facts()).length];
      const other = uniqueName('company');
      await gong.addCompany(other);
      const again = await service.call(ana, 'POST', `/api/connections/${id}/authorize`);
      expect(await callback(await consent(again.body.authorizeUrl, { company: other }))).toMatchObject({
        status: 409,
        body: { code: 'oauth.other-company', detail: expect.stringContaining('Nothing was changed') },
      });
      expect([await get(id), (await lend(id)).body.fingerprint, (await facts()).length]).toEqual(before);
    });

    it('leaves a connection that works as it is when the consent is refused', async () => {
      const id = await connect();
      const { authorizeUrl } = (await service.call(ana, 'POST', `/api/connections/${id}/authorize`)).body;
      await callback(await consent(authorizeUrl, { company, decision: 'deny' }));
      expect(await get(id)).toMatchObject({ state: 'active', stateReason: null });
      expect((await lend(id)).status).toBe(200);
    });
  });

  describe('deleting (S4)', () => {
    it('wipes the tokens, tells so once, and can be done twice', async () => {
      const id = await connect();
      const path = `/api/connections/${id}`;
      expect((await service.call(ana, 'DELETE', path)).status).toBe(204);
      expect((await service.call(ana, 'DELETE', path)).status).toBe(204);
      expect(await get(id)).toMatchObject({ state: 'revoked', stateReason: 'Deleted by an admin.' });
      const left = await database
        .within(ana.tenantId)
        .query(
          'SELECT 1 FROM grants WHERE tenant_id = $1 UNION ALL SELECT 1 FROM authorization_states WHERE tenant_id = $1',
          [ana.tenantId],
        );
      expect(left).toEqual([]);
      expect((await facts()).map(({ type }) => type)).toEqual([
        'connector-auth.connection-activated.v1',
        'connector-auth.connection-revoked.v1',
      ]);
      expect((await lend(id)).body).toMatchObject({ code: 'connection.not-usable' });
      const again = await service.call(ana, 'POST', `${path}/authorize`);
      expect(again).toMatchObject({ status: 409, body: { code: 'connection.not-usable' } });
    });

    it('tells nobody of a connection that nobody has heard of', async () => {
      const { connection } = (await create()).body;
      await service.call(ana, 'DELETE', `/api/connections/${connection.connectionId}`);
      expect(await facts()).toEqual([]);
    });
  });

  it('shows and gives nothing of it to another tenant', async () => {
    const id = await connect();
    const eve: Caller = { tenantId: uniqueName('tenant') };
    expect((await service.call(eve, 'GET', '/api/connections')).body).toEqual({ items: [] });
    const answers = await Promise.all([
      service.call(eve, 'GET', `/api/connections/${id}`),
      service.call(eve, 'POST', `/api/connections/${id}/authorize`),
      service.call(eve, 'DELETE', `/api/connections/${id}`),
      lend(id, eve),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(4).fill([404, 'not-found']));
    expect((await get(id)).state).toBe('active');
  });
});
