import { PassThrough } from 'node:stream';
import type { RunningService } from '@gong-timeline/runtime';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { DirectoryApi } from './directory.api';
import { DirectoryImportApi } from './directory-import.api';
import { anaHost, liWei, northwind } from './fixtures/identity';
import { headersFor, serveIdentity } from '../test/serve-identity';

let server: TestDatabase;
let service: RunningService;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('identity');
  service = await serveIdentity(server, [DirectoryApi, DirectoryImportApi]);
});
beforeEach(() => {
  tenant = uniqueName('acme');
});
afterAll(async () => {
  await service?.stop();
  await server?.drop();
});

const ask = async (path: string, { role = 'admin', ...init }: RequestInit & { role?: string } = {}) => {
  const response = await fetch(`${service.url}${path}`, {
    ...init,
    headers: {
      ...headersFor(tenant, { role }),
      'if-match': '*',
      ...init.headers,
    },
  });
  return { status: response.status, body: (await response.json()) as Record<string, never> };
};
const upload = (kind: string, rows: readonly object[], type = 'application/x-ndjson') =>
  ask(`/api/directory/${kind}/import`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: rows.map((row) => JSON.stringify(row)).join('\n'),
  });
const names = (body: { items?: { name: string }[] }) => body.items?.map(({ name }) => name);

describe('POST /api/directory/{kind}/import', () => {
  it('answers what became of the rows', async () => {
    expect(await upload('companies', [northwind, { ...northwind, name: '' }])).toEqual({
      status: 200,
      body: {
        read: 2,
        created: 1,
        updated: 0,
        unchanged: 0,
        rejected: 1,
        errors: [{ line: 2, field: 'name', value: '', message: expect.stringContaining('not blank') }],
        importId: expect.any(String),
        dryRun: false,
        rejectedFile: { rows: 1, complete: true, expiresAt: expect.any(String) },
      },
    });
  });

  it('is for admins, of a known kind, in a known format without compression', async () => {
    const path = '/api/directory/companies/import';
    expect(await ask(path, { method: 'POST', role: 'member' })).toMatchObject({ status: 403 });
    expect(await upload('cars', [northwind])).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(await upload('companies', [northwind], 'text/plain')).toMatchObject({
      status: 415,
      body: { code: 'request.media-type' },
    });
    const headers = { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' };
    expect(await ask(path, { method: 'POST', headers })).toMatchObject({ status: 415 });
  });

  it('that breaks off is the fault of the sender, not of the database', async () => {
    const request = Object.assign(new PassThrough(), { headers: { 'content-type': 'application/x-ndjson' } });
    const input = { identity: { tenantId: tenant }, params: { kind: 'users' }, query: {}, request, traceparent: null };
    const nowhere = { within: () => ({ transaction: () => Promise.resolve({}) }) };
    const importing = new DirectoryImportApi(nowhere as never).import(input as never);
    request.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    await expect(importing).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('of an empty file changes nothing', async () => {
    expect(await upload('users', [])).toMatchObject({ status: 200, body: { read: 0, errors: [] } });
  });
});

describe('the lists of the directory (X4)', () => {
  it('show what was imported', async () => {
    await upload('companies', [
      { ...northwind, customFields: { Region: 'EMEA' } },
      { externalId: 'c2', name: 'A child', parentExternalId: 'c-1' },
    ]);
    await upload('persons', [liWei]);
    await upload('users', [anaHost]);
    const { body: companies } = await ask('/api/companies', { role: 'member' });
    const [, parent] = companies.items as unknown as { gsid: string }[];
    expect(companies).toEqual({
      items: [
        expect.objectContaining({ name: 'A child', parentGsid: parent?.gsid, crmAccountIds: [], domains: [] }),
        {
          gsid: expect.any(String),
          externalId: 'c-1',
          name: 'Northwind Ltd',
          parentGsid: null,
          crmAccountIds: ['0015e00002Xy1Zq'],
          domains: [],
          customFields: { Region: 'EMEA' },
        },
      ],
      nextCursor: null,
    });
    expect((await ask('/api/persons')).body.items).toMatchObject([
      { name: 'Li Wei', emails: ['li.wei@northwind.example'], companyGsids: [parent?.gsid], crmContactIds: [] },
    ]);
    expect((await ask('/api/users')).body.items).toMatchObject([
      { name: 'Ana Host', email: 'ana.host@vendor.example', licence: 'Full', active: true },
    ]);
  });

  it('are in order of name, page by page, each entry once', async () => {
    const wanted = ['alpha', 'Beta', 'Émile', 'gamma', 'gamma', '😀 "quoted" \\ and long '.repeat(10)];
    await upload('companies', wanted.map((name, n) => ({ externalId: `c${n}`, name })).reverse());
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await ask(`/api/companies?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...(names(body) ?? []));
      cursor = body.nextCursor ?? null;
    }
    expect(seen).toEqual(['alpha', 'Beta', 'gamma', 'gamma', 'Émile', wanted[5]?.trim()]);
  });

  it('are searched by part of name, e-mail or external id, in any case, and % is only itself', async () => {
    await upload('users', [anaHost, { ...anaHost, externalId: 'EXT-7', name: '100% Bo', email: 'bo@x.example' }]);
    const found = async (search: string) => names((await ask(`/api/users?search=${encodeURIComponent(search)}`)).body);
    expect(await found('HOST@vendor')).toEqual(['Ana Host']);
    expect(await found('ext-7')).toEqual(['100% Bo']);
    expect(await found('%')).toEqual(['100% Bo']);
    expect(await found('nobody')).toEqual([]);
    expect(await ask('/api/users?search=%00')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('are searched by part of a CRM account or a domain of a company, too, and found by gsid', async () => {
    const [known, domains] = ['0015e00002Xy1Zq', ['northwind.example', 'nw.example']];
    await upload('companies', [
      { ...northwind, crmAccountIds: [known, '0019'], domains },
      { externalId: 'c-9', name: 'Other Inc', crmAccountIds: ['0017'], domains: ['other.example'] },
    ]);
    const found = async (query: object) =>
      names((await ask(`/api/companies?${new URLSearchParams({ ...query }).toString()}`)).body);
    expect(await found({ search: '5E00002XY' })).toEqual(['Northwind Ltd']);
    expect(await found({ search: '0019' })).toEqual(['Northwind Ltd']);
    expect(await found({ search: 'NW.example' })).toEqual(['Northwind Ltd']);
    expect(await found({ search: '.example' })).toEqual(['Northwind Ltd', 'Other Inc']);
    expect(await found({ search: '0017 ' })).toEqual([]);
    const { items } = (await ask('/api/companies?search=c-9')).body as unknown as { items: { gsid: string }[] };
    expect(await found({ gsid: items[0]?.gsid })).toEqual(['Other Inc']);
    expect(await found({ gsid: items[0]?.gsid, search: 'northwind' })).toEqual([]);
  });

  it('are filtered by name, e-mail, external id, company, licence and state, all of which must hold', async () => {
    await upload('companies', [northwind]);
    await upload('persons', [liWei, { ...liWei, externalId: 'p-2', name: 'Li Other', emails: ['o@x.example'] }]);
    await upload('persons', [{ externalId: 'p-3', name: 'Elsewhere' }]);
    await upload('users', [anaHost, { ...anaHost, externalId: 'u-2', name: 'Bo', licence: 'Viewer', active: false }]);
    const [company] = (await ask('/api/companies?externalId=c-1')).body.items as unknown as { gsid: string }[];
    const found = async (path: string) => names((await ask(path)).body);
    expect(await found('/api/companies?name=WIND')).toEqual(['Northwind Ltd']);
    await upload('companies', [{ externalId: 'ärzte', name: 'ÄRZTE Ω' }]);
    expect(await found(`/api/companies?name=${encodeURIComponent('ärzte ω')}`)).toEqual(['ÄRZTE Ω']);
    expect(await found('/api/companies?name=c-1')).toEqual([]);
    expect(await found('/api/companies?externalId=c')).toEqual([]);
    expect(await found('/api/persons?email=%20LI.WEI@northwind.example')).toEqual(['Li Wei']);
    expect(await found(`/api/persons?companyGsid=${company?.gsid}`)).toEqual(['Li Other', 'Li Wei']);
    expect(await found(`/api/persons?companyGsid=${company?.gsid}&name=other`)).toEqual(['Li Other']);
    expect(await found('/api/users?email=ana.host@vendor.example')).toEqual(['Ana Host', 'Bo']);
    expect(await found('/api/users?active=false')).toEqual(['Bo']);
    expect(await found('/api/users?licence=Full&active=true')).toEqual(['Ana Host']);
    expect(await ask('/api/companies?email=x@y.example')).toMatchObject({ status: 400 });
    const { body } = await ask('/api/users?limit=1&email=ana.host@vendor.example');
    expect(await ask(`/api/users?limit=1&cursor=${body.nextCursor}`)).toMatchObject({ status: 400 });
  });

  it("refuse another list's cursor", async () => {
    await upload('users', [anaHost, { ...anaHost, externalId: 'u2' }]);
    const { body } = await ask('/api/users?limit=1');
    expect(await ask(`/api/persons?cursor=${body.nextCursor}`)).toMatchObject({ status: 400 });
  });

  it("hold nothing of another tenant's", async () => {
    await upload('companies', [northwind]);
    tenant = uniqueName('other');
    expect((await ask('/api/companies')).body).toEqual({ items: [], nextCursor: null });
  });
});

describe('the settings of the directory', () => {
  it('name no CRM until an admin names one', async () => {
    expect((await ask('/api/directory/settings')).body).toEqual({ crmSystem: null, crmOrganisationId: null });
    const settings = { crmSystem: 'Salesforce', crmOrganisationId: '00D5e000000abcd' };
    const put = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settings) };
    expect(await ask('/api/directory/settings', put)).toEqual({ status: 200, body: settings });
    expect((await ask('/api/directory/settings')).body).toEqual(settings);
    const change = (ifMatch: string) =>
      ask('/api/directory/settings', {
        ...put,
        headers: { ...put.headers, 'if-match': ifMatch },
        body: '{"crmSystem":null,"crmOrganisationId":"other"}',
      });
    expect(await change('"of-another-state"')).toMatchObject({ status: 412, body: { code: 'precondition.failed' } });
    expect((await ask('/api/directory/settings')).body).toEqual(settings);
    expect(await ask('/api/directory/settings', { ...put, role: 'member' })).toMatchObject({ status: 403 });
    expect(await ask('/api/directory/settings', { ...put, body: '{"crmSystem":"Excel"}' })).toMatchObject({
      status: 400,
    });
  });
});
