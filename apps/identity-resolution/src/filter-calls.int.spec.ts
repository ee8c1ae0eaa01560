import { callCaptured, retryWanted, type StepFilters } from '@gong-timeline/contracts';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { changeSettings } from './directory/change-settings';
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
});
afterAll(async () => {
  await identity?.database.close();
  await server?.drop();
});

type Condition = StepFilters['conditions'][number];
const condition = (changes: Partial<Condition>): Condition => ({
  ...{ letter: 'A', object: 'Company', field: 'customFields.Region', operator: 'equals', value: 'emea', type: 'text' },
  ...changes,
});
const team = (value: string) => condition({ letter: 'B', object: 'User', field: 'customFields.Team', value });
const call = (conditions: readonly Condition[] | null, changes: Partial<typeof callCaptured.example> = {}) =>
  captured(tenant, {
    ...changes,
    settings: {
      ...callCaptured.example.settings,
      ...(conditions === null ? {} : { filters: { conditions: [...conditions], expression: null } }),
    },
  });
const hear = async (...facts: ReturnType<typeof call>[]) => {
  await identity.told();
  await identity.hear(resolve, facts);
  return (await identity.told()).map(({ type, data }) => ({ ending: data.code ?? type, message: data.message, data }));
};
const endings = async (...facts: ReturnType<typeof call>[]) => (await hear(...facts)).map(({ ending }) => ending);
const rows = (table: string) =>
  identity.database
    .within(tenant)
    .query<Record<string, unknown>>(`SELECT * FROM ${table} WHERE tenant_id = $1`, [tenant]);
const RESOLVED = 'resolution.call-resolved.v1';

describe('the filters of a call, tried on the directory as it stands (S8)', () => {
  beforeEach(async () => {
    await identity.imports(tenant, 'companies', [
      { externalId: 'c-0', name: 'Holding', customFields: { Region: 'APAC' } },
      { ...northwind, parentExternalId: 'c-0', customFields: { Region: 'EMEA', Seats: 40 } },
    ]);
    await identity.imports(tenant, 'persons', [liWei]);
    await identity.imports(tenant, 'users', [{ ...anaHost, customFields: { Team: 'West' } }]);
  });

  it('see standard and custom fields of the Company, its parent and the Author', async () => {
    const holding = condition({ letter: 'C', field: 'parentName', operator: 'starts with', value: 'hold' });
    const externalId = condition({ letter: 'D', field: 'externalId', value: 'C-1' });
    const parent = condition({ letter: 'E', field: 'parentExternalId', value: 'c-0' });
    const seats = condition({ letter: 'F', field: 'customFields.Seats', operator: '>=', value: 40, type: 'number' });
    expect(await endings(call([condition({}), team('west'), holding, externalId, parent, seats]))).toEqual([RESOLVED]);
  });

  it('stop it with an outcome of its own, which keeps nothing waiting', async () => {
    const [told] = await hear(call([condition({ value: 'APAC' }), team('West')]));
    const { callId, jobId, content } = callCaptured.example;
    expect(told?.data).toMatchObject({
      ...{ callId, jobId, code: 'skipped.filtered', title: content.title, activityId: null, candidates: [] },
      message: expect.stringContaining('A: Company Region equals "APAC", but it is "EMEA". '),
      company: { name: 'Northwind Ltd' },
    });
    expect(await rows('waits')).toEqual([]);
  });

  it('see the fields of the User that an admin mapped by hand (S17)', async () => {
    await identity.imports(tenant, 'users', [
      { ...anaHost, externalId: 'u-2', email: 'other@vendor.example', customFields: { Team: 'North' } },
    ]);
    const [other] = (await rows('users')).filter(({ external_id: id }) => id === 'u-2');
    const { connectionId, owner } = callCaptured.example;
    await identity.database
      .within(tenant)
      .transaction((tx) =>
        tx.query(
          'INSERT INTO gong_user_mappings (tenant_id, connection_id, gong_user_id, user_gsid) VALUES ($1, $2, $3, $4)',
          [tenant, connectionId, owner.gongUserId, other?.gsid],
        ),
      );
    expect(await endings(call([team('North')]))).toEqual([RESOLVED]);
    expect(await endings(call([team('West')], { revision: 2 }))).toEqual(['skipped.filtered']);
  });

  it('are of each call, so that one batch may hold calls with and without', async () => {
    const told = await endings(
      call([condition({ value: 'APAC' })]),
      call(null, { callId: '2' }),
      call([condition({})], { callId: '3' }),
    );
    expect(told).toEqual(['skipped.filtered', RESOLVED, RESOLVED]);
  });

  it('let it through when it comes again and the directory or they have changed', async () => {
    expect(await endings(call([team('East')]))).toEqual(['skipped.filtered']);
    await identity.imports(tenant, 'users', [{ ...anaHost, customFields: { Team: 'East' } }]);
    expect(await endings(call([team('East')], { revision: 2 }))).toEqual([RESOLVED]);
  });

  it('end the wait of a call that waited before they stopped it', async () => {
    const nobody = { gongUserId: '7', user: null };
    expect(await endings(call([condition({})], { owner: nobody }))).toEqual(['author.unknown']);
    expect(await rows('waits')).toHaveLength(1);
    expect(await endings(call([condition({ value: 'APAC' })], { owner: nobody, revision: 2 }))).toEqual([
      'skipped.filtered',
    ]);
    expect(await rows('waits')).toEqual([]);
  });
});

describe('a call whose Author would have to be created, and its filters (S8)', () => {
  const licence = (value: string) => condition({ object: 'User', field: 'licence', value });
  const created = async () => (await rows('users')).map(({ name }) => name);
  beforeEach(async () => {
    await identity.imports(tenant, 'companies', [northwind]);
  });

  it('creates nobody and is not tried again when they stop it', async () => {
    expect(await endings(call([licence('Full')]))).toEqual(['skipped.filtered']);
    expect(await created()).toEqual([]);
  });

  it('creates him when they hold of him, and is tried again', async () => {
    expect(await endings(call([licence('internal collaborator')]))).toEqual(['author.not-present', retryWanted.type]);
    expect(await created()).toEqual(['Ana Host']);
    expect(await endings(call([licence('internal collaborator')], { revision: 2 }))).toEqual([RESOLVED]);
  });
});
