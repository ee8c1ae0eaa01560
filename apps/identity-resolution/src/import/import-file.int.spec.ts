import { Readable } from 'node:stream';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { changeSettings } from '../directory/change-settings';
import { anaHost, type IdentityFixture, liWei, northwind, openIdentity } from '../fixtures/identity';
import { importFile } from './import-file';
import { jsonRows } from './json-rows';

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
const keys = async (table: string, column: string) => (await rows(table, column)).map((row) => row[column]);

describe('an import (X4)', () => {
  it('creates, then changes nothing when it comes again', async () => {
    const companies = [northwind, { externalId: 'c-2', name: 'South', domains: ['south.example'] }];
    expect(await identity.imports(tenant, 'companies', companies)).toEqual({
      read: 2,
      created: 2,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      errors: [],
      importId: expect.any(String),
      dryRun: false,
      rejectedFile: null,
    });
    const before = [await rows('companies'), await rows('company_account_ids'), await rows('company_domains')];
    expect(await identity.imports(tenant, 'companies', companies)).toMatchObject({ unchanged: 2, updated: 0 });
    expect([await rows('companies'), await rows('company_account_ids'), await rows('company_domains')]).toEqual(before);
  });

  it('refuses an e-mail that no call could be matched by', async () => {
    const strange = 'li\u0001@northwind.example';
    const persons = await identity.imports(tenant, 'persons', [
      { externalId: 'p-1', name: 'Li', emails: ['li@home.example', strange] },
    ]);
    expect(persons).toMatchObject({ rejected: 1, errors: [{ field: 'emails[1]', value: strange }] });
    const users = await identity.imports(tenant, 'users', [{ ...anaHost, email: strange }]);
    expect(users).toMatchObject({ rejected: 1, errors: [{ field: 'email', value: strange }] });
    expect([await rows('persons'), await rows('users')]).toEqual([[], []]);
  });

  it('puts the good rows in and tells each bad one with line, field, value and what was expected', async () => {
    await identity.imports(tenant, 'companies', [northwind]);
    const result = await identity.imports(tenant, 'persons', [
      liWei,
      '{"externalId":"p-2",',
      { ...liWei, externalId: 'p-3', emails: ['nobody'] },
      { ...liWei, externalId: 'p-4', age: 7 } as never,
      { ...liWei, externalId: 'p-5', companyExternalIds: ['c-9'] },
      `{"externalId":"p-6","name":"${'x'.repeat(70_000)}"}`,
      { ...liWei, externalId: 'p-7' },
    ]);
    expect(result).toMatchObject({ read: 7, created: 2, updated: 0, unchanged: 0, rejected: 5 });
    expect(result.errors.map(({ line, field, value }) => [line, field, value])).toEqual([
      [2, null, '{"externalId":"p-2",'],
      [3, 'emails[0]', 'nobody'],
      [4, 'age', '7'],
      [5, 'companyExternalIds[0]', 'c-9'],
      [6, null, null],
    ]);
    expect(result.errors.every(({ message }) => message.length > 10)).toBe(true);
    expect(await keys('persons', 'external_id')).toEqual(['p-1', 'p-7']);
  });

  it('keeps what a row leaves out, and replaces what it gives, with all keys to find it by', async () => {
    await identity.imports(tenant, 'persons', [{ ...liWei, companyExternalIds: [], crmContactIds: ['A', 'B'] }]);
    const next = { externalId: 'p-1', name: 'Li W.', emails: ['li@home.example'] };
    expect(await identity.imports(tenant, 'persons', [{ ...next, crmContactIds: ['B', 'C'] }])).toMatchObject({
      updated: 1,
    });
    expect(await keys('person_emails', 'email_key')).toEqual(['li@home.example']);
    expect(await keys('person_contact_ids', 'crm_id')).toEqual(['B', 'C']);
    expect(await identity.imports(tenant, 'persons', [{ externalId: 'p-1', name: 'Li W.' }])).toMatchObject({
      unchanged: 1,
    });
  });

  it('of more rows than one transaction takes is whole, and a row that comes twice counts as it stands last', async () => {
    const users = Array.from({ length: 2_500 }, (_, n) => ({
      ...anaHost,
      externalId: `u${n}`,
      email: `u${n}@v.example`,
    }));
    const again = { ...anaHost, externalId: 'u0', email: 'u0@v.example', licence: 'Viewer' as const };
    const result = await identity.imports(tenant, 'users', [...users, again, again]);
    expect(result).toMatchObject({ read: 2_502, created: 2_500, updated: 1, unchanged: 1 });
    expect((await rows('users')).filter(({ licence }) => licence === 'Viewer')).toHaveLength(1);
  });

  it('keeps what went in before the sender broke off, and holds no lock after', async () => {
    const body = async function* () {
      yield Buffer.from(`${JSON.stringify(anaHost)}\n`.repeat(1_000));
      throw new Error('aborted');
    };
    const request = { kind: 'users', tenantId: tenant, actorId: 'ana', dryRun: false } as const;
    const trace = { correlationId: 'i', traceparent: null };
    const rows = jsonRows('users', Readable.from(body()));
    await expect(importFile(identity.database, { ...request, ...trace }, rows)).rejects.toThrow('aborted');
    expect(await identity.imports(tenant, 'users', [anaHost])).toMatchObject({ unchanged: 1 });
  });

  it("never touches another tenant's directory", async () => {
    await identity.imports(tenant, 'companies', [northwind]);
    const other = uniqueName('other');
    expect(await identity.imports(other, 'companies', [{ ...northwind, name: 'Other' }])).toMatchObject({ created: 1 });
    expect(await identity.imports(other, 'persons', [liWei])).toMatchObject({ created: 1 });
    expect(await rows('companies')).toMatchObject([{ name: 'Northwind Ltd' }]);
  });

  it('of a CRM id that another company has tells whose it is', async () => {
    await identity.imports(tenant, 'companies', [northwind]);
    const taken = { externalId: 'c-2', name: 'Thief', crmAccountIds: ['0015e00002Xy1ZqAAJ'] };
    expect(await identity.imports(tenant, 'companies', [taken])).toMatchObject({
      rejected: 1,
      errors: [{ line: 1, field: 'crmAccountIds[0]', value: '0015e00002Xy1ZqAAJ', message: /c-1/ }].map((error) => ({
        ...error,
        message: expect.stringMatching(error.message),
      })),
    });
  });
});

describe('the parent of a company (X4, S14)', () => {
  const child = { externalId: 'child', name: 'Child', parentExternalId: 'parent' };
  const parent = { externalId: 'parent', name: 'Parent' };
  const parentOf = async (externalId: string) => {
    const companies = await rows('companies');
    const { parent_gsid: gsid } = companies.find((company) => company.external_id === externalId) ?? {};
    return companies.find((company) => company.gsid === gsid)?.external_id ?? null;
  };

  it('may come before it, after it, or in another file', async () => {
    await identity.imports(tenant, 'companies', [parent, child, { ...child, externalId: 'two' }]);
    expect(await parentOf('child')).toBe('parent');
    const late = { ...child, externalId: 'late', parentExternalId: 'later' };
    await identity.imports(tenant, 'companies', [late, { ...parent, externalId: 'later' }]);
    expect(await parentOf('late')).toBe('later');
    await identity.imports(tenant, 'companies', [{ ...child, externalId: 'orphan', parentExternalId: 'elsewhere' }]);
    expect(await parentOf('orphan')).toBeNull();
    await identity.imports(tenant, 'companies', [{ ...parent, externalId: 'elsewhere' }]);
    expect(await parentOf('orphan')).toBe('elsewhere');
  });

  it('that nobody knows at the end of the file is told; the row went in', async () => {
    expect(
      await identity.imports(tenant, 'companies', [parent, { ...child, parentExternalId: 'nobody' }]),
    ).toMatchObject({
      created: 2,
      rejected: 0,
      errors: [{ line: 2, field: 'parentExternalId', value: 'nobody' }],
    });
  });

  it('is changed and taken away by a later row', async () => {
    await identity.imports(tenant, 'companies', [parent, { ...parent, externalId: 'p2' }, child]);
    await identity.imports(tenant, 'companies', [{ ...child, parentExternalId: 'p2' }]);
    expect(await parentOf('child')).toBe('p2');
    await identity.imports(tenant, 'companies', [{ externalId: 'child', name: 'Child' }]);
    expect(await parentOf('child')).toBe('p2');
    await identity.imports(tenant, 'companies', [{ ...child, parentExternalId: null }]);
    expect(await parentOf('child')).toBeNull();
  });
});
