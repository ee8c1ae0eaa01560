import {
  downloadRejectedRows,
  importDirectory,
  type ImportResult,
  listCustomFields,
  listDirectoryImports,
  listPersons,
  listUsers,
  saveCustomField,
} from '@gong-timeline/contracts';
import { type System, startSystem, type Tenant } from './system';

/** The directory as an admin brings it in: through the gateway, as files (X4). */
describe('the import of the directory through the running system (X4)', () => {
  let system: System;
  let tenant: Tenant;
  let other: Tenant;
  beforeAll(async () => {
    system = await startSystem({ companies: 'acme:1:1d:clean,globex:1:1d:clean' });
    tenant = await system.connectTenant('acme', 'acme');
    other = await system.connectTenant('globex', 'globex');
  }, 120_000);
  afterAll(() => system?.stop(), 30_000);

  const send = (kind: 'companies' | 'persons' | 'users', body: string, query = {}): Promise<ImportResult> =>
    tenant.gateway.call(importDirectory, { params: { kind }, query, stream: { contentType: 'text/csv', body } });

  it('rehearses a CSV file, brings it in, and gives back the bad rows to be mended and sent again', async () => {
    await tenant.gateway.call(saveCustomField, {
      params: { object: 'Company', name: 'Renewal' },
      body: { type: 'date' },
    });
    const file = [
      '\uFEFFAccount ID;Account Name;Website;customFields.Renewal',
      'e2e-1;"Müller; Söhne";mueller.example;2026-12-31',
      'e2e-2;South;south.example;31.12.2026',
      'e2e-3;;third.example;',
      'e2e-4;Fourth;;',
    ].join('\r\n');
    const columns = JSON.stringify({ 'Account ID': 'externalId', 'Account Name': 'name', Website: 'domains' });
    const dry = await send('companies', file, { columns, dryRun: true });
    expect(dry).toMatchObject({ dryRun: true, read: 4, created: 2, rejected: 2 });
    expect(dry.errors).toEqual([
      {
        line: 3,
        field: 'customFields.Renewal',
        value: '31.12.2026',
        message: expect.stringContaining('2026-03-31'),
      },
      { line: 4, field: 'Account Name', value: '', message: expect.any(String) },
    ]);
    const real = await send('companies', file, { columns });
    expect(real).toMatchObject({ dryRun: false, created: 2, rejected: 2, rejectedFile: { rows: 2, complete: true } });

    const params = { importId: real.importId };
    const rejected = await tenant.gateway.send(downloadRejectedRows, { params });
    expect(rejected.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const rows = await rejected.text();
    expect(rows.split('\r\n')[0]).toBe('Account ID;Account Name;Website;customFields.Renewal;problem');
    expect(rows).toContain('e2e-2;South;south.example;31.12.2026;');

    const mended = rows.replace('31.12.2026;', '2026-12-31;').replace('e2e-3;;', 'e2e-3;Third;');
    expect(await send('companies', mended, { columns })).toMatchObject({ read: 2, created: 2, rejected: 0 });
    expect(await send('companies', mended, { columns })).toMatchObject({ read: 2, unchanged: 2 });

    const { items } = await tenant.gateway.call(listDirectoryImports, { query: { limit: 5 } });
    expect(items.slice(0, 4).map(({ dryRun, created, rejected: bad, state }) => [dryRun, created, bad, state])).toEqual(
      [
        [false, 0, 0, 'done'],
        [false, 2, 0, 'done'],
        [false, 2, 2, 'done'],
        [true, 2, 2, 'done'],
      ],
    );

    await expect(other.gateway.send(downloadRejectedRows, { params })).rejects.toThrow(/not-found/);
    expect((await other.gateway.call(listCustomFields)).items.map(({ name }) => name)).not.toContain('Renewal');
  }, 60_000);

  it('refuses a file with a column that nobody knows before anything of it is in', async () => {
    const refused = send('users', 'externalId,name,email,licence,colour\nx-1,X,x@vendor.example,Full,red\n');
    await expect(refused).rejects.toThrow(/import\.columns.*header "colour"/);
    expect((await tenant.gateway.call(listUsers, { query: { externalId: 'x-1' } })).items).toEqual([]);
  });

  it('takes persons with their companies and addresses, and finds them by these', async () => {
    const file = 'externalId,name,emails,companyExternalIds\np-e2e,Li,"li@mueller.example;li@home.example",e2e-1\n';
    expect(await send('persons', file)).toMatchObject({ created: 1 });
    const { items } = await tenant.gateway.call(listPersons, { query: { email: 'LI@home.example' } });
    expect(items).toMatchObject([{ externalId: 'p-e2e', emails: ['li@mueller.example', 'li@home.example'] }]);
  });

  it('of 20,000 rows in one file comes through the gateway as it is sent', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `bulk-${n},Bulk ${n},b${n}@bulk.example`);
    const result = await send('persons', `externalId,name,emails\n${rows.join('\n')}\n`);
    expect(result).toMatchObject({ read: 20_000, created: 20_000, rejected: 0 });
  }, 60_000);
});
