import { type CallCapturedData, callCaptured, type Fact } from '@gong-timeline/contracts';
import { stepFor } from '@gong-timeline/messaging';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { changeSettings } from './directory/change-settings';
import { held, somebodyWaits } from './fixtures/held';
import { anaHost, captured, type IdentityFixture, liWei, northwind, openIdentity } from './fixtures/identity';
import { resolveIdentityOnCallCaptured as resolve } from './resolve-identity-on-call-captured';

let server: TestDatabase;
let identity: IdentityFixture;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('identity');
  identity = await openIdentity(server);
});
beforeEach(async () => {
  tenant = uniqueName('acme');
  await changeSettings(identity.database, {
    tenantId: tenant,
    settings: { crmSystem: 'Salesforce', crmOrganisationId: null },
    correlationId: 'set-up',
    traceparent: null,
    ifMatch: '*',
  });
  await identity.told();
});
afterAll(async () => {
  await identity?.database.close();
  await server?.drop();
});

const rows = (table: string) =>
  identity.database
    .within(tenant)
    .query<Record<string, unknown>>(`SELECT * FROM ${table} WHERE tenant_id = $1 ORDER BY 1, 2`, [tenant]);
const hearAndTell = async (...facts: Fact<typeof callCaptured>[]) => {
  await identity.told();
  const ignored = await identity.hear(resolve, facts);
  const told = await identity.told();
  return { ignored, told, codes: told.map(({ type, data }) => data.code ?? type) };
};
const importAll = async () => {
  await identity.imports(tenant, 'companies', [northwind]);
  await identity.imports(tenant, 'persons', [liWei]);
  await identity.imports(tenant, 'users', [anaHost]);
};
const call = (changes: Partial<CallCapturedData> = {}) => captured(tenant, changes);
const owner = (gongUserId: string, emailAddress: string, emailAliases: string[] = []) => ({
  gongUserId,
  user: { gongUserId, firstName: 'Bo', lastName: 'Rep', emailAddress, emailAliases },
});

describe('resolveIdentityOnCallCaptured', () => {
  it('tells the call with its company, its author and its attendees, and what it carries on', async () => {
    await importAll();
    const { told } = await hearAndTell(call());
    const { accounts: _, parties: __, owner: ___, ...carriedOn } = callCaptured.example;
    expect(told).toMatchObject([
      {
        type: 'resolution.call-resolved.v1',
        tenantId: tenant,
        correlationId: callCaptured.example.jobId,
        data: {
          ...carriedOn,
          ownerName: 'Ana Host',
          company: { name: 'Northwind Ltd' },
          author: { name: 'Ana Host', emailAddress: 'ana.host@vendor.example' },
          attendees: {
            internal: [{ name: 'Ana Host', emailAddress: 'ana.host@vendor.example' }],
            external: [{ name: 'Li Wei', emailAddress: 'li.wei@northwind.example' }],
          },
        },
      },
    ]);
    const [user] = await rows('users');
    expect(told[0]?.data).toMatchObject({ author: { gsid: user?.gsid } });
    expect(await rows('waits')).toEqual([]);
  });

  it('ignores what it has done already, and what is older than what it has seen', async () => {
    await importAll();
    const fact = call({ revision: 2 });
    await identity.hear(resolve, [fact]);
    expect(await hearAndTell(fact)).toMatchObject({ ignored: ['already-done'], told: [] });
    expect(await hearAndTell(call({ revision: 1 }))).toMatchObject({ ignored: ['stale-revision'], told: [] });
    expect(await hearAndTell(call({ revision: 3 }))).toMatchObject({
      ignored: [],
      codes: ['resolution.call-resolved.v1'],
    });
  });

  it('leaves nothing behind when the transaction fails', async () => {
    await identity.imports(tenant, 'companies', [northwind]);
    await identity.told();
    const fails = identity.database.within(tenant).transaction(async (tx) => {
      await resolve([call()], stepFor(tx));
      throw new Error('the next handler failed');
    });
    await expect(fails).rejects.toThrow('the next handler failed');
    expect([await rows('call_states'), await rows('users'), await rows('waits'), await identity.told()]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it('decides each call of a batch by itself, and each by the directory of its own tenant', async () => {
    await importAll();
    const stranger = captured(uniqueName('other'), {});
    const { told } = await hearAndTell(call(), stranger, call({ callId: '2', accounts: [], parties: [] }));
    expect(told.map(({ tenantId, type, data }) => [tenantId, data.code ?? type])).toEqual([
      [tenant, 'resolution.call-resolved.v1'],
      [stranger.tenantId, 'company.not-found'],
      [tenant, 'company.no-data'],
    ]);
  });

  it('tells the failing outcome with what the log shows, and keeps ids and reasons only', async () => {
    const { told } = await hearAndTell(call());
    const { callId, connectionId, jobId, content } = callCaptured.example;
    expect(told).toMatchObject([
      {
        type: 'sync.call-outcome.v1',
        data: {
          callId,
          code: 'company.not-found',
          message: 'CompanyId and Attendees information not present.',
          title: content.title,
          startedAt: content.startedAt,
          ownerName: 'Ana Host',
          company: null,
        },
      },
    ]);
    expect(await rows('waits')).toEqual([
      {
        tenant_id: tenant,
        call_id: callId,
        connection_id: connectionId,
        job_id: jobId,
        code: 'company.not-found',
        since: expect.any(Date),
      },
    ]);
    expect((await rows('wait_keys')).map(({ key }) => key).sort()).toEqual([
      'account:0015e00002Xy1Zq',
      'contact:0035e00001Ab9Tt',
      'crm-system',
      'email:li.wei@northwind.example',
    ]);
  });

  it('forgets what a call waited for once it is decided anew (S28)', async () => {
    await hearAndTell(call());
    await hearAndTell(call({ revision: 2, accounts: [], parties: [] }));
    expect(await rows('waits')).toEqual([]);
    expect(await rows('wait_keys')).toEqual([]);
  });

  it('names the candidates when the company stays ambiguous', async () => {
    const other = { externalId: 'c-2', name: 'Southwind', crmAccountIds: ['B'] };
    await identity.imports(tenant, 'companies', [northwind, other]);
    const accounts = [...callCaptured.example.accounts, { system: 'Salesforce' as const, id: 'B' }];
    const { told } = await hearAndTell(call({ accounts }));
    expect(told).toMatchObject([
      { data: { code: 'company.not-unique', candidates: [{ name: 'Northwind Ltd' }, { name: 'Southwind' }] } },
    ]);
  });

  it('takes the parent over its children, however deep', async () => {
    const chain = ['B', 'C', 'D'].map((id, n) => ({
      externalId: id,
      name: id,
      crmAccountIds: [id],
      parentExternalId: n === 0 ? 'c-1' : ['B', 'C'][n - 1],
    }));
    await identity.imports(tenant, 'companies', [...chain.reverse(), northwind] as never);
    await identity.imports(tenant, 'users', [anaHost]);
    const accounts = [{ system: 'Salesforce' as const, id: 'D' }, ...callCaptured.example.accounts];
    expect((await hearAndTell(call({ accounts }))).told).toMatchObject([
      { data: { company: { name: 'Northwind Ltd' } } },
    ]);
  });

  it('matches the domain only where the setting is on, and the longest one', async () => {
    const accounts: [] = [];
    const parties = [{ ...callCaptured.example.parties[1], emailAddress: 'x@eu.northwind.example' }] as never;
    await identity.imports(tenant, 'companies', [
      { ...northwind, domains: ['northwind.example'] },
      { externalId: 'c-2', name: 'EU', domains: ['eu.northwind.example'] },
    ]);
    await identity.imports(tenant, 'users', [anaHost]);
    expect((await hearAndTell(call({ accounts, parties }))).codes).toEqual(['company.not-found']);
    const settings = { ...callCaptured.example.settings, matchDomains: true };
    expect((await hearAndTell(call({ accounts, parties, settings, revision: 2 }))).told).toMatchObject([
      { data: { company: { name: 'EU' } } },
    ]);
  });

  it('ignores CRM ids until the tenant names its CRM, and compares whole ids of another CRM than Salesforce', async () => {
    const set = (crmSystem: 'Generic' | null) =>
      changeSettings(identity.database, {
        tenantId: tenant,
        settings: { crmSystem, crmOrganisationId: null },
        correlationId: 'x',
        traceparent: null,
        ifMatch: '*',
      });
    await identity.imports(tenant, 'companies', [{ ...northwind, crmAccountIds: ['0015e00002Xy1ZqAAJ'] }]);
    const parties: [] = [];
    const accounts = (id: string) => [{ system: 'Generic' as const, id }];
    await set(null);
    expect((await hearAndTell(call({ parties }))).codes).toEqual(['company.no-data']);
    await set('Generic');
    const other = call({ parties, revision: 2, accounts: accounts('0015e00002Xy1ZqAAK') });
    expect((await hearAndTell(other)).codes).toEqual(['company.not-found']);
    const same = call({ parties, revision: 3, accounts: accounts(' 0015e00002Xy1ZqAAJ') });
    expect((await hearAndTell(same)).codes).toEqual(['author.not-present', 'resolution.retry-wanted.v1']);
  });
});

describe('an owner without a User (S24)', () => {
  beforeEach(() => identity.imports(tenant, 'companies', [northwind]));

  it('gets one with IC licence; the call fails, and its retry is asked for in the same transaction', async () => {
    const { told } = await hearAndTell(call());
    expect(told).toMatchObject([
      {
        type: 'sync.call-outcome.v1',
        data: {
          code: 'author.not-present',
          message:
            'Activity Author Ana Host EmailId ana.host@vendor.example GongId 4471820936651027734 not present in Gainsight. Sync re-try will happen once the system creates a user with an IC license type.',
          company: { name: 'Northwind Ltd' },
        },
      },
      {
        type: 'resolution.retry-wanted.v1',
        data: {
          callId: callCaptured.example.callId,
          connectionId: callCaptured.example.connectionId,
          jobId: callCaptured.example.jobId,
          reason: 'A User for ana.host@vendor.example was created.',
        },
      },
    ]);
    expect(await rows('users')).toMatchObject([
      { name: 'Ana Host', email: 'ana.host@vendor.example', licence: 'Internal Collaborator', active: true },
    ]);
    expect((await hearAndTell(call({ revision: 2, attempt: 2 }))).told).toMatchObject([
      { type: 'resolution.call-resolved.v1', data: { author: { name: 'Ana Host' } } },
    ]);
    expect(await rows('users')).toHaveLength(1);
  });

  it('gets one User, however many of his calls come at once', async () => {
    const { codes } = await hearAndTell(...['1', '2', '3'].map((callId) => call({ callId })));
    expect(codes).toEqual([
      'author.not-present',
      'resolution.retry-wanted.v1',
      'resolution.call-resolved.v1',
      'resolution.call-resolved.v1',
    ]);
    expect(await rows('users')).toHaveLength(1);
  });

  it.each([
    ['the same address', owner('8', 'bo@vendor.example')],
    [
      'his address as an alias of the other, of another Gong user',
      owner('9', 'b@vendor.example', ['Bo@vendor.example']),
    ],
  ])('gets one User when two transactions race for him by %s', async (_, theOther) => {
    const first = held(identity, tenant, (tx) =>
      resolve([call({ owner: owner('8', 'bo@vendor.example', ['b@vendor.example']) })], stepFor(tx)),
    );
    await first.begun;
    const second = identity.hear(resolve, [call({ callId: '2', owner: theOther })]);
    await eventually(() => somebodyWaits(identity));
    await first.commit();
    await second;
    expect(await rows('users')).toHaveLength(1);
    expect((await identity.told()).map(({ type, data }) => data.code ?? type)).toEqual([
      'author.not-present',
      'resolution.retry-wanted.v1',
      'resolution.call-resolved.v1',
    ]);
  });

  it.each([
    ['created', 0],
    ['waited for', 1],
  ])(
    'by whom a call of another can go on by an alias is not missed by it, whichever is first: he is %s',
    async (_, first) => {
      await identity.imports(tenant, 'users', [{ ...anaHost, email: 'b@vendor.example', active: false } as never]);
      const calls = [
        call({ owner: owner('8', 'bo@vendor.example') }),
        call({ callId: '2', owner: owner('9', 'b@vendor.example', ['bo@vendor.example']) }),
      ] as const;
      const one = held(identity, tenant, (tx) => resolve([calls[first] as (typeof calls)[0]], stepFor(tx)));
      await one.begun;
      const other = identity.hear(resolve, [calls[1 - first] as (typeof calls)[0]]);
      await eventually(() => somebodyWaits(identity));
      await one.commit();
      await other;
      expect(await rows('waits')).toEqual([]);
      const retried = (await identity.told()).filter(({ type }) => type === 'resolution.retry-wanted.v1');
      expect(retried.map(({ data }) => data.callId)).toEqual(
        first === 0 ? [calls[0].data.callId] : expect.arrayContaining(['2', calls[0].data.callId]),
      );
    },
  );

  it('gets none for a call that is stopped before its author', async () => {
    await hearAndTell(call({ accounts: [], parties: [] }));
    expect(await rows('users')).toEqual([]);
  });

  it('who has external-kind Users only is the Author of this very call by a new User', async () => {
    await identity.imports(tenant, 'users', [{ ...anaHost, licence: 'Partner' }]);
    expect((await hearAndTell(call(), call({ callId: '2' }))).codes).toEqual([
      'resolution.call-resolved.v1',
      'resolution.call-resolved.v1',
    ]);
    expect((await rows('users')).map(({ licence }) => licence).sort()).toEqual(['Internal Collaborator', 'Partner']);
  });

  it('gets another User after the first was given another e-mail', async () => {
    await hearAndTell(call());
    const [created] = await rows('users');
    const moved = { ...anaHost, externalId: String(created?.external_id), email: 'else@vendor.example' };
    await identity.imports(tenant, 'users', [moved]);
    expect((await hearAndTell(call({ callId: '2' }))).codes).toContain('author.not-present');
    expect(await rows('users')).toHaveLength(2);
  });
});

describe('an Author whom an admin mapped (S17)', () => {
  const map = (userGsid: string) =>
    identity.database
      .within(tenant)
      .transaction((tx) =>
        tx.query(
          'INSERT INTO gong_user_mappings (tenant_id, connection_id, gong_user_id, user_gsid) VALUES ($1, $2, $3, $4)',
          [tenant, callCaptured.example.connectionId, callCaptured.example.owner.gongUserId, userGsid],
        ),
      );

  beforeEach(async () => {
    await importAll();
    await identity.imports(tenant, 'users', [{ ...anaHost, externalId: 'boss', name: 'Boss', email: 'b@v.example' }]);
  });

  it('is taken before the Users with his e-mail, and no longer once he is gone', async () => {
    await map(String((await rows('users')).find(({ name }) => name === 'Boss')?.gsid));
    expect((await hearAndTell(call())).told).toMatchObject([{ data: { author: { name: 'Boss' } } }]);
    await identity.database.within(tenant).transaction((tx) => tx.query("DELETE FROM users WHERE name = 'Boss'"));
    expect((await hearAndTell(call({ revision: 2 }))).told).toMatchObject([{ data: { author: { name: 'Ana Host' } } }]);
  });

  it('makes the call wait for just him when he is inactive', async () => {
    const gsid = String((await rows('users')).find(({ name }) => name === 'Boss')?.gsid);
    await map(gsid);
    await identity.imports(tenant, 'users', [
      { externalId: 'boss', name: 'Boss', email: 'b@v.example', licence: 'Full', active: false },
    ]);
    expect((await hearAndTell(call())).codes).toEqual(['author.inactive']);
    expect((await rows('wait_keys')).map(({ key }) => key)).toContain(`user:${gsid}`);
  });
});
