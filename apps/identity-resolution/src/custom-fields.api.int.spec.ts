import { Database } from '@gong-timeline/persistence';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { CustomFieldsApi } from './custom-fields.api';
import { type IdentityFixture, northwind, openIdentity } from './fixtures/identity';
import { loadCustomFields } from './store/custom-fields';
import { CustomFields1772000000003 } from './store/migrations/0003-custom-fields';

let server: TestDatabase;
let identity: IdentityFixture;
let api: CustomFieldsApi;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('identity');
  identity = await openIdentity(server);
  api = new CustomFieldsApi(identity.database);
});
beforeEach(() => {
  tenant = uniqueName('acme');
});
afterAll(async () => {
  await identity?.database.close();
  await server?.drop();
});

type OfField = 'Company' | 'Person' | 'User';
const saveSeen = (object: OfField, name: string, type: string, ifMatch: string | null) => {
  const response = { set: () => undefined };
  return api.save({
    identity: { tenantId: tenant, actorId: 'member:an-admin', role: 'admin' },
    params: { object, name },
    body: { type },
    ifMatch,
    response,
  } as never);
};
const save = async (object: OfField, name: string, type: string) =>
  saveSeen(object, name, type, (await listed()).find((field) => field.name === name)?.etag ?? null);
const listed = async () => (await api.list({ identity: { tenantId: tenant } } as never)).items;
const importOf = (...customFields: Record<string, string | number | boolean | null>[]) =>
  identity.imports(
    tenant,
    'companies',
    customFields.map((fields, n) => ({ externalId: `c-${n}`, name: `C${n}`, customFields: fields })),
  );
const stored = async () => {
  const rows = await identity.database
    .within(tenant)
    .query<{ custom_fields: unknown }>(
      'SELECT custom_fields FROM companies WHERE tenant_id = $1 ORDER BY external_id',
      [tenant],
    );
  return rows.map((row) => row.custom_fields);
};

describe('a custom field (X4, S8)', () => {
  it('is registered by its first import, of its object and tenant only', async () => {
    await importOf({ Seats: 3, Note: null }, { Region: 'EMEA' });
    const fields = [
      { object: 'Company', name: 'Region', type: 'text' },
      { object: 'Company', name: 'Seats', type: 'number' },
    ];
    expect(await listed()).toMatchObject(fields);
    expect(await loadCustomFields(identity.database.within([tenant, 'nobody']), [tenant, 'nobody'])).toEqual(
      new Map([[tenant, fields]]),
    );
    const others = [{ ...northwind, customFields: { Seats: 'x' } }];
    expect(await identity.imports(uniqueName('other'), 'companies', others)).toMatchObject({ created: 1 });
  });

  it('that is declared refuses values of another type, and the other rows go in', async () => {
    await save('Company', 'Renewal', 'date');
    expect(await importOf({ Renewal: '2026-12-31' }, { Renewal: 'soon' })).toMatchObject({
      created: 1,
      rejected: 1,
      errors: [{ line: 2, field: 'customFields.Renewal', value: 'soon', message: expect.stringContaining('a day') }],
    });
  });

  it('that two imports register at once gets one type, and the rows of the other are judged by it', async () => {
    const [numbers, texts] = await Promise.all([importOf({ Seats: 3 }), importOf({ Seats: 'three' })]);
    expect([numbers, texts].filter(({ rejected }) => rejected === 1)).toHaveLength(1);
    expect(await listed()).toHaveLength(1);
  });

  it('is not changed over what another admin made of it meanwhile, and is declared without having seen it (X2)', async () => {
    const { etag: seen } = await saveSeen('Company', 'Tier', 'text', null);
    const { etag: newest } = await saveSeen('Company', 'Tier', 'number', seen);
    expect(newest).not.toBe(seen);
    const stale = { code: 'precondition.failed', headers: { etag: newest } };
    await expect(saveSeen('Company', 'Tier', 'date', seen)).rejects.toMatchObject(stale);
    await expect(saveSeen('Company', 'Tier', 'date', null)).rejects.toMatchObject({ code: 'precondition.required' });
    await expect(saveSeen('Company', 'Other', 'date', newest)).rejects.toMatchObject({ code: 'precondition.failed' });
    expect(await listed()).toMatchObject([{ name: 'Tier', type: 'number', etag: newest }]);
  });

  it('changes its type with all its values, or not at all', async () => {
    await importOf({ Seats: '12' }, { Seats: 'many' }, { Seats: '7' });
    await expect(save('Company', 'Seats', 'number')).rejects.toMatchObject({
      code: 'directory.values-do-not-fit',
      detail: expect.stringMatching(/^1 value of Seats cannot be read as number, for example "many" of Company c-1;/),
    });
    expect(await stored()).toEqual([{ Seats: '12' }, { Seats: 'many' }, { Seats: '7' }]);
    expect(await listed()).toMatchObject([{ type: 'text' }]);

    await identity.imports(tenant, 'companies', [{ externalId: 'c-1', name: 'C1', customFields: { Seats: null } }]);
    expect(await save('Company', 'Seats', 'number')).toMatchObject({
      object: 'Company',
      name: 'Seats',
      type: 'number',
    });
    expect(await stored()).toEqual([{ Seats: 12 }, {}, { Seats: 7 }]);
    await save('Company', 'Seats', 'text');
    expect(await stored()).toEqual([{ Seats: '12' }, {}, { Seats: '7' }]);
  });

  it('that was imported before fields had types gets one, and one with values of several types becomes text', async () => {
    await importOf({ Seats: 3, Mixed: 'x' }, { Beta: true }, {});
    const owner = await Database.connect({
      url: server.ownerUrl,
      schema: 'identity_resolution',
      applicationName: 'spec',
    });
    await owner.acrossTenants().transaction(async (tx) => {
      await tx.query(
        `UPDATE companies SET custom_fields = '{"Mixed": 7, "Beta": null}' WHERE tenant_id = $1 AND external_id = 'c-2'`,
        [tenant],
      );
      await tx.query('DROP TABLE custom_fields');
      await new CustomFields1772000000003().up(tx as never);
    });
    await owner.close();
    expect(await listed()).toMatchObject([
      { object: 'Company', name: 'Beta', type: 'boolean' },
      { object: 'Company', name: 'Mixed', type: 'text' },
      { object: 'Company', name: 'Seats', type: 'number' },
    ]);
    expect(await stored()).toEqual([{ Seats: 3, Mixed: 'x' }, { Beta: true }, { Mixed: '7' }]);
  });
});
