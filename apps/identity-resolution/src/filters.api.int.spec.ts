import { type CustomField, type FieldType, type Filters, StepFilters } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import type { RunningService } from '@gong-timeline/runtime';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { Value } from '@sinclair/typebox/value';
import { FiltersApi } from './filters.api';
import { headersFor, serveIdentity } from '../test/serve-identity';
import { writeCustomFields } from './store/custom-fields';

let server: TestDatabase;
let service: RunningService;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('filters');
  service = await serveIdentity(server, [FiltersApi]);
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
    headers: { ...headersFor(tenant, { role }), ...init.headers },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const known = (object: CustomField['object'], types: Record<string, FieldType>) =>
  service.app
    .get(Database)
    .within(tenant)
    .transaction((tx) => writeCustomFields(tx, tenant, object, new Map(Object.entries(types))));
const check = (filters: unknown, role = 'service') =>
  ask('/internal/filters/check', {
    method: 'POST',
    role,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ filters }),
  });

const region: Filters['conditions'][number] = {
  ...{ letter: 'A', object: 'Company', field: 'customFields.Region', operator: 'in', value: ['EMEA', 'APAC'] },
};
const licence: Filters['conditions'][number] = {
  ...{ letter: 'B', object: 'User', field: 'licence', operator: 'equals', value: 'Full' },
};

describe('the fields that filters may name (S8)', () => {
  it('are the standard ones and those that the directory of this tenant has, each with its operators', async () => {
    await known('Company', { Region: 'text', Seats: 'number', Key: 'boolean' });
    await known('User', { Team: 'text' });
    await known('Person', { Role: 'text' });
    const { status, body } = await ask('/api/filter-fields');
    expect(status).toBe(200);
    const items = body.items as { object: string; field: string; type: string; operators: string[] }[];
    expect(items.map(({ object, field, type }) => `${object} ${field} ${type}`)).toEqual([
      ...['name', 'externalId', 'gsid', 'parentName', 'parentExternalId', 'parentGsid'].map((f) => `Company ${f} text`),
      ...['Key boolean', 'Region text', 'Seats number'].map((f) => `Company customFields.${f}`),
      ...['name text', 'email text', 'licence text', 'active boolean', 'externalId text', 'gsid text'].map(
        (f) => `User ${f}`,
      ),
      'User customFields.Team text',
    ]);
    expect(items.find(({ field }) => field === 'customFields.Seats')).toEqual({
      ...{ object: 'Company', field: 'customFields.Seats', label: 'Seats', type: 'number' },
      operators: ['=', '!=', '<', '<=', '>', '>=', 'between', 'is null', 'is not null'],
    });
    expect(items.find(({ field }) => field === 'licence')).toMatchObject({
      values: expect.arrayContaining(['Full', 'Guest']),
    });
  });

  it('are for admins to see', async () => {
    expect(await ask('/api/filter-fields', { role: 'member' })).toMatchObject({ status: 403 });
  });
});

describe('the check of filters at Save (S8)', () => {
  it('answers them with the types of their fields, as they travel with a job', async () => {
    await known('Company', { Region: 'text' });
    const { status, body } = await check({ conditions: [region, licence], expression: 'a or b' });
    expect([status, Value.Check(StepFilters, body)]).toEqual([200, true]);
    expect(body).toEqual({
      conditions: [
        { ...region, type: 'text' },
        { ...licence, type: 'text' },
      ],
      expression: 'a or b',
    });
  });

  it("refuses, by the field as the admin knows it, what this tenant's directory does not have", async () => {
    expect(await check({ conditions: [licence, { ...region, letter: 'C' }], expression: null })).toMatchObject({
      status: 422,
      body: {
        code: 'settings.filters',
        detail: expect.stringContaining('body.filters.conditions[1].field is no field of Company'),
        errors: [
          { field: 'body.filters.conditions[1].field', message: expect.stringContaining('expected one of name') },
        ],
      },
    });
  });

  it('refuses an expression with the place of the fault', async () => {
    expect(await check({ conditions: [licence], expression: 'B AND' })).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            field: 'body.filters.expression',
            message: 'at character 6: expected the letter of a condition or (, found the end',
          },
        ],
      },
    });
  });

  it('names twenty faults at most', async () => {
    const conditions = Array.from({ length: 100 }, (_, n) => ({ ...licence, letter: 'B', value: n }));
    const { status, body } = await check({ conditions, expression: null });
    expect([status, (body.errors as object[]).length]).toEqual([422, 20]);
  });

  it.each([
    [
      'more than a hundred conditions',
      { conditions: Array(101).fill(licence), expression: null },
      'body.filters.conditions',
    ],
    [
      'an operator that there is not',
      { conditions: [{ ...licence, operator: 'like' }], expression: null },
      'body.filters.conditions[0].operator',
    ],
    [
      'a letter that is none',
      { conditions: [{ ...licence, letter: 'b' }], expression: null },
      'body.filters.conditions[0].letter',
    ],
    [
      'an empty list',
      { conditions: [{ ...licence, operator: 'in', value: [] }], expression: null },
      'body.filters.conditions[0].value',
    ],
  ])('refuses what is no filter at all: %s', async (_, filters, field) => {
    expect(await check(filters)).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ field }] } });
  });

  it('is not for people', async () => {
    expect(await check({ conditions: [], expression: null }, 'admin')).toMatchObject({ status: 403 });
  });
});
