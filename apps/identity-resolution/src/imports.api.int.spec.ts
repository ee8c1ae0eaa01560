import { request } from 'node:http';
import { Database } from '@gong-timeline/persistence';
import { createLogger, type RunningService } from '@gong-timeline/runtime';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { CustomFieldsApi } from './custom-fields.api';
import { DirectoryApi } from './directory.api';
import { DirectoryImportApi } from './directory-import.api';
import { headersFor, serveIdentity } from '../test/serve-identity';
import { PurgeImports } from './import/purge-imports';
import { ImportsApi } from './imports.api';

const DAY_MS = 24 * 60 * 60 * 1000;

let server: TestDatabase;
let service: RunningService;
let database: Database;
let tenant: string;
let now: Date | null = null;

beforeAll(async () => {
  server = await testDatabase('identity');
  service = await serveIdentity(server, [DirectoryApi, DirectoryImportApi, ImportsApi, CustomFieldsApi], {
    now: () => now ?? new Date(),
  });
  database = await Database.connect({
    url: server.applicationUrl,
    schema: 'identity_resolution',
    applicationName: 'identity-resolution',
    clock: { now: () => now ?? new Date() },
  });
});
beforeEach(() => {
  tenant = uniqueName('acme');
  now = null;
});
afterAll(async () => {
  await database?.close();
  await service?.stop();
  await server?.drop();
});

const headers = (of = tenant) => headersFor(of);
const get = async (path: string, of = tenant) => {
  const response = await fetch(`${service.url}${path}`, { headers: headers(of) });
  const text = await response.text();
  const json =
    /json/.test(response.headers.get('content-type') ?? '') &&
    !/ndjson/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : null };
};
const upload = async (kind: string, body: string, query = '', type = 'text/csv') => {
  const response = await fetch(`${service.url}/api/directory/${kind}/import${query}`, {
    method: 'POST',
    headers: { ...headers(), 'content-type': type },
    body,
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
};
const listed = async (kind: string): Promise<unknown[]> => (await get(`/api/${kind}`)).body.items;

const COMPANIES = 'externalId,name,domains,customFields.Seats\nc-1,Northwind,northwind.example,12\nc-2,South,,7\n';

describe('an import as CSV (X4)', () => {
  it('brings in what JSON lines would, and nothing twice', async () => {
    expect(await upload('companies', COMPANIES)).toMatchObject({ status: 200, body: { read: 2, created: 2 } });
    expect(await listed('companies')).toMatchObject([
      { externalId: 'c-1', domains: ['northwind.example'], customFields: { Seats: '12' } },
      { externalId: 'c-2', domains: [], customFields: { Seats: '7' } },
    ]);
    expect((await upload('companies', COMPANIES)).body).toMatchObject({ unchanged: 2, updated: 0 });
    const json = {
      externalId: 'c-1',
      name: 'Northwind',
      domains: ['northwind.example'],
      customFields: { Seats: '12' },
    };
    const lines = await upload('companies', JSON.stringify(json), '', 'application/x-ndjson; charset=utf-8');
    expect(lines.body).toMatchObject({ unchanged: 1 });
  });

  it('with columns that are unknown, doubled or missing is refused whole, each of them named', async () => {
    const refused = await upload('companies', 'externalId,colour,domains,domains\nc-1,red,,\n');
    expect(refused).toMatchObject({ status: 422, body: { code: 'import.columns' } });
    expect(refused.body.errors.map(({ field }: { field: string }) => field)).toEqual([
      'header "colour"',
      'header "domains"',
      'header "name"',
    ]);
    expect(await listed('companies')).toEqual([]);
    expect((await get('/api/directory/imports')).body.items).toEqual([]);
  });

  it('that is refused tells why, however large it is', async () => {
    const large = `colour\n${'red\n'.repeat(500_000)}`;
    expect(await upload('companies', large)).toMatchObject({ status: 422, body: { code: 'import.columns' } });
  });

  it('is read as the sender maps its columns, and told by his headers', async () => {
    const columns = encodeURIComponent(
      JSON.stringify({ Id: 'externalId', Account: 'name', Web: 'domains', Note: null }),
    );
    const text = 'Id;Account;Web;Note\nc-1;Northwind;northwind.example;x\nc-2;South;nothing;\n';
    expect((await upload('companies', text, `?columns=${columns}&separator=semicolon`)).body).toMatchObject({
      created: 1,
      errors: [{ line: 3, field: 'Web[0]', value: 'nothing' }],
    });
  });

  it.each([
    ['?columns=%7B', 'text/csv', 400],
    ['?columns=%5B%5D', 'text/csv', 400],
    ['?columns=%7B%22a%22%3A1%7D', 'text/csv', 400],
    ['?separator=pipe', 'text/csv', 400],
    ['?separator=comma', 'application/x-ndjson', 400],
    ['', 'text/csv; charset=windows-1252', 415],
  ])('with %s and %s is refused', async (query, type, status) => {
    expect((await upload('companies', COMPANIES, query, type)).status).toBe(status);
  });
});

describe('a dry run (X4)', () => {
  it('answers as the import will, and writes nothing', async () => {
    await upload('companies', COMPANIES);
    await upload('companies', 'externalId,name,crmAccountIds\nc-1,Northwind,A\n');
    const text = [
      'externalId,name,crmAccountIds,parentExternalId,customFields.New',
      'c-1,Northwind,,,x', // gives up A
      'c-3,Third,A,c-4,', // and takes it
      'c-4,Fourth,B,,',
      'c-4,Fourth,B,,',
      'c-5,Fifth,B,nobody,', // which is that of c-4 already
      'c-6,Sixth,,nobody,',
    ].join('\n');
    const { body: dry } = await upload('companies', text, '?dryRun=true');
    expect(dry).toMatchObject({ dryRun: true, read: 6, created: 3, updated: 1, unchanged: 1, rejected: 1 });
    expect((await get('/api/directory/custom-fields')).body.items).toHaveLength(1);
    expect(await listed('companies')).toHaveLength(2);

    const { body: real } = await upload('companies', text);
    const { importId: _, dryRun: __, rejectedFile: ___, ...answer } = real;
    expect(dry).toMatchObject(answer);
    expect(await listed('companies')).toHaveLength(5);
  });

  it('judges rows far apart as the import will', async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => ({
      externalId: `c-${n}`,
      name: `C${n}`,
      customFields: { F: n },
    }));
    const text = [...rows, rows[0], { ...rows[1], name: 'Again' }, { ...rows[2], customFields: { F: 'text' } }]
      .map((row) => JSON.stringify(row))
      .join('\n');
    const { body } = await upload('companies', text, '?dryRun=true', 'application/x-ndjson');
    expect(body).toMatchObject({ created: 2_500, unchanged: 1, updated: 1, rejected: 1 });
    expect(body.errors).toMatchObject([{ line: 2_503, field: 'customFields.F', value: 'text' }]);
  });
});

describe('the rows that an import rejected (X4)', () => {
  const file = (importId: string, of?: string) => get(`/api/directory/imports/${importId}/rejected`, of);

  it('can be downloaded as CSV, mended and sent again', async () => {
    const { body } = await upload('companies', `${COMPANIES}c-3,,,\nc-4,Fourth,nothing,1\n"c-5,Fifth,,`);
    expect(body).toMatchObject({ created: 2, rejected: 3, rejectedFile: { rows: 3, complete: true } });
    const { text, headers: told } = await file(body.importId);
    expect(told.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(told.get('content-disposition')).toContain(`rejected-companies-`);
    expect(text.split('\r\n')).toEqual([
      'externalId,name,domains,customFields.Seats,problem',
      expect.stringMatching(/^c-3,,,,"line 4, name """": expected /),
      expect.stringMatching(/^c-4,Fourth,nothing,1,"line 5, domains\[0\] ""nothing"": expected a domain/),
      expect.stringMatching(/^"""c-5,Fifth,,",,,,"line 6: expected a closing quote/),
      '',
    ]);
    const mended = text
      .replace('c-3,,', 'c-3,Third,')
      .replace('nothing', 'fourth.example')
      .replace('"""c-5,Fifth,,"', 'c-5,Fifth');
    const again = await upload('companies', mended.replace('c-5,Fifth,,,', 'c-5,Fifth,,'));
    expect(again.body).toMatchObject({ read: 3, created: 3, rejected: 0, rejectedFile: null });
  });

  it('can be downloaded as JSON lines, mended and sent again', async () => {
    const lines = [
      '{"externalId":"c-1","name":"","big":12345678901234567890}',
      '{"externalId":"c-2"',
      '7',
      '{"externalId":"c-4"}',
    ].join('\n');
    const { body } = await upload('companies', lines, '', 'application/x-ndjson');
    const { text, headers: told } = await file(body.importId);
    expect(told.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(text.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^\{"externalId":"c-1","name":"","big":12345678901234567890,"_problem":"line 1, /),
      expect.stringMatching(/^\{"_problem":"line 2 ?.*/),
      '{"externalId":"c-2"',
      expect.stringMatching(/^\{"_problem":"line 3 ?.*/),
      '7',
      expect.stringMatching(/^\{"externalId":"c-4","_problem":"line 4, name: /),
    ]);
    const sameAgain = await upload('companies', text, '', 'application/x-ndjson');
    expect(sameAgain.body).toMatchObject({ read: 4, rejected: 4 });
    expect((await file(sameAgain.body.importId)).text.match(/_problem/g)).toHaveLength(4);
    const mended = text
      .replace('"name":"","big":12345678901234567890', '"name":"One"')
      .replace('{"externalId":"c-2"\n', '{"externalId":"c-2","name":"Two"}\n')
      .replace(/\n7\n.*$/s, '\n');
    expect((await upload('companies', mended, '', 'application/x-ndjson')).body).toMatchObject({ read: 2, created: 2 });
  });

  it('are told up to 1,000, and kept all', async () => {
    const { body } = await upload('companies', `externalId,name\n${'c,\n'.repeat(2_500)}`);
    expect(body).toMatchObject({ rejected: 2_500, rejectedFile: { rows: 2_500, complete: true } });
    expect(body.errors).toHaveLength(1_000);
    const { text } = await file(body.importId);
    expect(text.trimEnd().split('\r\n')).toHaveLength(2_501);
    expect(text).toContain('line 2501');
  });

  it('of a dry run are kept too: they are mended before anything is imported', async () => {
    const { body } = await upload('companies', 'externalId,name\nc-1,\n', '?dryRun=true');
    expect((await file(body.importId)).text).toContain('c-1,,"line 2');
  });

  it('of another tenant, or of no import, are not there: 404, and so is a file of no rows', async () => {
    const { body } = await upload('companies', 'externalId,name\nc-1,\n');
    expect(await file(body.importId, uniqueName('other'))).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await file('018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e6f')).toMatchObject({ status: 404 });
    const good = await upload('companies', COMPANIES);
    expect(await file(good.body.importId)).toMatchObject({ status: 404 });
  });

  it('expire after 7 days: 410, and then they are purged', async () => {
    const { body } = await upload('companies', 'externalId,name\nc-1,\n');
    now = new Date(Date.now() + 7 * DAY_MS + 60_000);
    expect(await file(body.importId)).toMatchObject({ status: 410, body: { code: 'import.file-expired' } });
    expect((await get('/api/directory/imports')).body.items).toMatchObject([{ rejected: 1, rejectedFile: null }]);
    const purge = new PurgeImports(database, createLogger({ app: 'x', level: 'silent' }));
    const kept = () => database.within(tenant).query('SELECT 1 FROM rejected_rows WHERE tenant_id = $1', [tenant]);
    expect(await kept()).toHaveLength(1);
    while ((await purge.turn()) === 'again');
    expect(await kept()).toHaveLength(0);
    expect(await file(body.importId)).toMatchObject({ status: 410 });
    now = new Date(Date.now() + 91 * DAY_MS);
    await purge.turn();
    expect((await get('/api/directory/imports')).body.items).toEqual([]);
  });

  it('are kept of the newest 20 imports of a tenant', async () => {
    const imports = [];
    for (let n = 0; n < 21; n += 1) imports.push((await upload('companies', 'externalId,name\nc-1,\n')).body.importId);
    expect((await file(imports[0])).status).toBe(410);
    expect((await file(imports[1])).status).toBe(200);
  });
});

describe('the imports of a tenant (X4)', () => {
  it('are listed newest first, page by page, with who sent what and what became of it', async () => {
    await upload('companies', COMPANIES);
    await upload('companies', 'externalId,name\nc-1,\n', '?dryRun=true');
    const { body } = await get('/api/directory/imports?limit=1');
    expect(body.items).toEqual([
      {
        importId: expect.any(String),
        kind: 'companies',
        format: 'csv',
        dryRun: true,
        state: 'done',
        startedBy: 'ana',
        startedAt: expect.stringMatching(/Z$/),
        endedAt: expect.stringMatching(/Z$/),
        read: 1,
        created: 0,
        updated: 0,
        unchanged: 0,
        rejected: 1,
        rejectedFile: { rows: 1, complete: true, expiresAt: expect.stringMatching(/Z$/) },
      },
    ]);
    const { body: next } = await get(`/api/directory/imports?limit=1&cursor=${body.nextCursor}`);
    expect(next).toMatchObject({ items: [{ dryRun: false, created: 2, rejectedFile: null }], nextCursor: null });
    expect((await get('/api/directory/imports?cursor=abc')).status).toBe(400);
    expect((await get('/api/directory/imports', uniqueName('other'))).body.items).toEqual([]);
  });

  it('show one whose sender went away in the middle, with what went in before', async () => {
    const url = new URL(`${service.url}/api/directory/users/import`);
    const sending = request(url, {
      method: 'POST',
      headers: { ...headers(), 'content-type': 'text/csv', 'transfer-encoding': 'chunked' },
    });
    sending.on('error', () => undefined);
    const rows = Array.from({ length: 1_500 }, (_, n) => `u-${n},U${n},u${n}@x.example,Full\n`);
    sending.write(`externalId,name,email,licence\n${rows.join('')}`);
    const first = async () => (await get('/api/directory/imports')).body.items[0];
    await eventually(async () => expect(await first()).toMatchObject({ state: 'running', created: 1_000 }));
    sending.destroy();
    await eventually(async () => expect(await first()).toMatchObject({ state: 'broken-off', created: 1_000 }));
    const whole = await upload('users', `externalId,name,email,licence\n${rows.join('')}`);
    expect(whole.body).toMatchObject({ unchanged: 1_000, created: 500 });
  });

  it('that run at once on the same rows are as if one came after the other', async () => {
    const text = (name: string) =>
      `externalId,name,crmAccountIds\n${Array.from({ length: 2_000 }, (_, n) => `c-${n},${name},A${n}`).join('\n')}`;
    const both = await Promise.all([upload('companies', text('One')), upload('companies', text('Two'))]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both.reduce((sum, { body }) => sum + body.created, 0)).toBe(2_000);
    expect(both.reduce((sum, { body }) => sum + body.updated, 0)).toBe(2_000);
    const [count] = await database
      .within(tenant)
      .query<{ n: string }>('SELECT count(*) AS n FROM company_account_ids WHERE tenant_id = $1', [tenant]);
    expect(count?.n).toBe('2000');
  });
});
