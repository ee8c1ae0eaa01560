import { callCaptured } from '@gong-timeline/contracts';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { stepFor } from '@gong-timeline/messaging';
import { changeSettings } from '../directory/change-settings';
import { held, somebodyWaits } from '../fixtures/held';
import { anaHost, captured, type IdentityFixture, liWei, northwind, openIdentity } from '../fixtures/identity';
import { resolveIdentityOnCallCaptured as resolve } from '../resolve-identity-on-call-captured';
import { changeDirectory } from '../store/hold-directory';
import { importPiece } from './import-piece';

let server: TestDatabase;
let identity: IdentityFixture;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('identity');
  identity = await openIdentity(server);
});
beforeEach(async () => {
  tenant = uniqueName('acme');
  await setCrm('Salesforce');
  await identity.told();
});
afterAll(async () => {
  await identity?.database.close();
  await server?.drop();
});

const setCrm = (crmSystem: 'Salesforce' | 'MicrosoftDynamic' | null) =>
  changeSettings(identity.database, {
    tenantId: tenant,
    settings: { crmSystem, crmOrganisationId: null },
    correlationId: 'settings-1',
    traceparent: null,
    ifMatch: '*',
  });
const rows = (table: string, order = '1, 2') =>
  identity.database
    .within(tenant)
    .query<Record<string, unknown>>(`SELECT * FROM ${table} WHERE tenant_id = $1 ORDER BY ${order}`, [tenant]);

describe('a call that waits for the directory (S28)', () => {
  const { accounts, callId, connectionId, jobId } = callCaptured.example;
  const hear = (changes: Parameters<typeof captured>[1] = {}) => identity.hear(resolve, [captured(tenant, changes)]);
  const asked = async () => (await identity.told()).filter(({ type }) => type === 'resolution.retry-wanted.v1');
  const quietly = async (...parameters: Parameters<IdentityFixture['imports']>) => {
    await identity.told();
    await identity.imports(...parameters);
    return asked();
  };

  it.each([
    ['its Account id is imported', 'companies', [northwind]],
    [
      'its contact is imported',
      'persons',
      [{ ...liWei, emails: [], companyExternalIds: [], crmContactIds: ['0035e00001Ab9Tt'] }],
    ],
    ['the person with its e-mail is imported', 'persons', [{ ...liWei, companyExternalIds: [] }]],
  ] as const)('is asked for once when %s', async (_, kind, imported) => {
    await hear();
    expect(await quietly(tenant, kind, imported as never)).toMatchObject([
      { correlationId: 'import-1', data: { callId, connectionId, jobId } },
    ]);
    expect(await rows('waits')).toEqual([]);
    expect(await rows('wait_keys')).toEqual([]);
    expect(await quietly(tenant, kind, imported.map((row) => ({ ...row, name: 'Changed' })) as never)).toEqual([]);
  });

  it('is asked for when a company with the domain of its external party is imported, where domains count', async () => {
    const { settings } = callCaptured.example;
    const byDomain = { accounts: [], settings: { ...settings, matchDomains: true } };
    await hear(byDomain);
    await hear({ ...byDomain, callId: '2', settings: { ...settings, matchDomains: false } });
    expect(await quietly(tenant, 'companies', [{ externalId: 'c', name: 'C', domains: ['else.example'] }])).toEqual([]);
    const asked = await quietly(tenant, 'companies', [{ externalId: 'c', name: 'C', domains: ['Northwind.Example'] }]);
    expect(asked).toMatchObject([{ data: { callId } }]);
    expect(await rows('waits')).toMatchObject([{ call_id: '2' }]);
  });

  it('is asked for when its contact moves to a company, or the company gives up or takes over a CRM id', async () => {
    await identity.imports(tenant, 'companies', [{ externalId: 'c-9', name: 'Other' }]);
    await identity.imports(tenant, 'persons', [{ ...liWei, companyExternalIds: [] }]);
    await hear({ accounts: [] });
    expect(await quietly(tenant, 'persons', [{ ...liWei, companyExternalIds: ['c-9'] }])).toHaveLength(1);

    await identity.imports(tenant, 'companies', [northwind, { externalId: 'c-2', name: 'B', crmAccountIds: ['B'] }]);
    const both = [...accounts, { system: 'Salesforce' as const, id: 'B' }];
    await hear({ callId: '2', accounts: both, parties: [] });
    expect(await rows('waits')).toMatchObject([{ call_id: '2', code: 'company.not-unique' }]);
    expect(await quietly(tenant, 'companies', [{ externalId: 'c-2', name: 'B', crmAccountIds: [] }])).toHaveLength(1);
  });

  it('is asked for when a User with an address or an alias of its owner is imported, or gets another', async () => {
    await identity.imports(tenant, 'companies', [northwind]);
    const { gongUser } = callCaptured.example.parties[0] ?? {};
    if (gongUser == null) throw new Error('the example has a host');
    const owner = { gongUserId: gongUser.gongUserId, user: { ...gongUser, emailAliases: ['Ana@Alias.Example'] } };
    const nobody = { ...anaHost, active: false };
    await identity.imports(tenant, 'users', [nobody]);
    await hear({ owner });
    expect(await rows('waits')).toMatchObject([{ code: 'author.inactive' }]);
    expect(await quietly(tenant, 'users', [{ ...anaHost, externalId: 'x', email: 'else@vendor.example' }])).toEqual([]);
    const alias = { ...anaHost, externalId: 'x', email: 'ana@alias.example' };
    expect(await quietly(tenant, 'users', [alias])).toMatchObject([{ data: { callId } }]);
  });

  it('is not asked for by a change of names or custom fields, nor by a row that is rejected', async () => {
    await identity.imports(tenant, 'companies', [northwind]);
    await identity.imports(tenant, 'users', [{ ...anaHost, active: false }]);
    await hear();
    const fields = { customFields: { Region: 'EMEA' } };
    expect(await quietly(tenant, 'companies', [{ ...northwind, ...fields }])).toEqual([]);
    expect(await quietly(tenant, 'users', [{ ...anaHost, active: false, name: 'Anna', ...fields }])).toEqual([]);
    expect(await quietly(tenant, 'users', [{ ...anaHost, customFields: { Region: 7 } }])).toEqual([]);
    expect(await rows('waits')).toHaveLength(1);
  });

  it('is not asked for by a dry run', async () => {
    await hear();
    expect(await quietly(tenant, 'companies', [northwind], { dryRun: true })).toEqual([]);
    expect(await rows('waits')).toHaveLength(1);
  });

  it('is not asked for when what is imported has nothing to do with it, or is of another tenant', async () => {
    await hear();
    expect(await quietly(tenant, 'companies', [{ externalId: 'x', name: 'X', crmAccountIds: ['X'] }])).toEqual([]);
    expect(await quietly(tenant, 'users', [anaHost])).toEqual([]);
    expect(await quietly(uniqueName('other'), 'companies', [northwind])).toEqual([]);
    expect(await rows('waits')).toHaveLength(1);
  });

  it('between two companies is asked for when one of their ancestors changes, not when one is renamed', async () => {
    const two = [
      { ...northwind, parentExternalId: 'holding' },
      { externalId: 'c-2', name: 'B', crmAccountIds: ['B'], parentExternalId: 'other' },
    ];
    const above = ['holding', 'other'].map((externalId) => ({ externalId, name: externalId }));
    await identity.imports(tenant, 'companies', [...two, ...above]);
    await hear({ accounts: [...accounts, { system: 'Salesforce', id: 'B' }] });
    expect(await rows('waits')).toMatchObject([{ code: 'company.not-unique' }]);
    expect(await quietly(tenant, 'companies', [{ externalId: 'other', name: 'Renamed' }])).toEqual([]);
    expect(
      await quietly(tenant, 'companies', [{ externalId: 'other', name: 'Other', parentExternalId: 'c-1' }]),
    ).toHaveLength(1);
    await hear({ accounts: [...accounts, { system: 'Salesforce', id: 'B' }], revision: 2 });
    expect(await rows('waits')).toEqual([]);
  });

  it('of an inactive owner is asked for when he is active again, not when he is renamed', async () => {
    await identity.imports(tenant, 'companies', [northwind]);
    await identity.imports(tenant, 'users', [{ ...anaHost, active: false }]);
    await hear();
    expect(await rows('waits')).toMatchObject([{ code: 'author.inactive' }]);
    expect(await quietly(tenant, 'users', [{ ...anaHost, name: 'Anna' }])).toEqual([]);
    expect(await quietly(tenant, 'users', [{ ...anaHost, active: true }])).toHaveLength(1);
  });

  it('for an admin to decide is asked for when the directory decides instead', async () => {
    await identity.imports(tenant, 'companies', [northwind]);
    await identity.imports(tenant, 'users', [anaHost, { ...anaHost, externalId: 'u-2' }]);
    await hear();
    expect(await rows('waits')).toMatchObject([{ code: 'author.conflict' }]);
    expect(await quietly(tenant, 'users', [{ ...anaHost, externalId: 'u-2', licence: 'Viewer' }])).toHaveLength(1);
  });

  it('is asked for when the tenant names another CRM, if it carries ids of any', async () => {
    await setCrm(null);
    await hear();
    await hear({ callId: '2', accounts: [], parties: [] });
    await identity.told();
    await setCrm('Salesforce');
    expect(await asked()).toMatchObject([{ data: { callId } }]);
    await setCrm('Salesforce');
    expect(await asked()).toEqual([]);
  });

  it('is found by an import that began while it was being decided', async () => {
    const deciding = held(identity, tenant, (tx) => resolve([captured(tenant)], stepFor(tx)));
    await deciding.begun;
    const importing = identity.imports(tenant, 'companies', [northwind]);
    await eventually(() => somebodyWaits(identity));
    await deciding.commit();
    await importing;
    expect(await asked()).toMatchObject([{ data: { callId } }]);
    expect(await rows('waits')).toEqual([]);
  });

  it('sees what an import that began before it was about to commit', async () => {
    const importing = held(identity, tenant, async (tx) => {
      await changeDirectory(tx, tenant);
      const piece = { tenantId: tenant, crmSystem: 'Salesforce' as const, format: 'json' as const };
      const rows = [{ line: 1, row: northwind }];
      const newGsid = () => '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e6f';
      await importPiece(tx, 'companies', { ...piece, rows, rehearsal: null, newGsid });
    });
    await importing.begun;
    const hearing = hear();
    await eventually(() => somebodyWaits(identity));
    await importing.commit();
    await hearing;
    expect((await identity.told()).map(({ data }) => data.code)).toContain('author.not-present');
  });
});
