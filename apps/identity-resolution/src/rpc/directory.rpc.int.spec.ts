import { randomUUID } from 'node:crypto';
import {
  type CallFailed,
  type Connection,
  connect,
  directory as messages,
  DirectoryService,
} from '@gong-timeline/client';
import type { RunningService } from '@gong-timeline/runtime';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { headersFor, serveIdentity } from '../../test/serve-identity';
import { anaHost, type IdentityFixture, liWei, northwind, openIdentity } from '../fixtures/identity';
import { writeDirectorySettings } from '../store/directory-settings';

let server: TestDatabase;
let identity: IdentityFixture;
let service: RunningService;
let owner: Connection;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('identity_rpc');
  identity = await openIdentity(server);
  service = await serveIdentity(server, []);
  owner = connect({ address: String(service.grpcAddress), token: '' });
});
beforeEach(async () => {
  tenant = uniqueName('acme');
  await identity.database
    .within(tenant)
    .transaction((tx) => writeDirectorySettings(tx, tenant, { crmSystem: 'Salesforce', crmOrganisationId: null }));
});
afterAll(async () => {
  owner?.close();
  await service?.stop();
  await identity?.database.close();
  await server?.drop();
});

const as = (tenantId = tenant, role = 'admin') => ({
  metadata: headersFor(tenantId, { role, actorId: 'token:a' }),
});
const company = (by: messages.ResolveCompanyRequest['by'], asked = as()) =>
  owner.call(DirectoryService.resolveCompany, { by }, asked);
const byEvidence = (evidence: Partial<messages.CallEvidence>) =>
  company({ $case: 'evidence', value: messages.CallEvidence.create(evidence) });
const person = (by: messages.ResolvePersonRequest['by'], companyGsid = '', asked = as()) =>
  owner.call(DirectoryService.resolvePerson, { by, companyGsid }, asked);
const user = (by: messages.ResolveUserRequest['by'], asked = as()) =>
  owner.call(DirectoryService.resolveUser, { by }, asked);
const failure = (promise: Promise<unknown>): Promise<CallFailed> =>
  promise.then(
    () => Promise.reject(new Error('It did not fail')),
    (error: CallFailed) => error,
  );

describe('resolving a company over gRPC (X2)', () => {
  it('finds it by either of its ids, whole, for members too', async () => {
    await identity.imports(tenant, 'companies', [
      { ...northwind, domains: ['northwind.example'], customFields: { tier: 'gold', seats: 12, live: true } },
    ]);
    const byExternal = await company({ $case: 'externalId', value: 'c-1' }, as(tenant, 'member'));
    expect(byExternal.company).toMatchObject({
      ...northwind,
      domains: ['northwind.example'],
      customFields: { tier: 'gold', seats: 12, live: true },
    });
    const { gsid } = byExternal.company ?? { gsid: '' };
    expect(await company({ $case: 'gsid', value: gsid })).toEqual(byExternal);
    expect((await failure(company({ $case: 'gsid', value: gsid }, as('somebody')))).code).toBe('not-found');
    expect((await failure(company({ $case: 'gsid', value: randomUUID() }))).code).toBe('not-found');
  });

  it('finds the one that a call with this evidence would go to, by the same rule (S14)', async () => {
    await identity.imports(tenant, 'companies', [
      northwind,
      { externalId: 'c-2', name: 'Other', domains: ['other.example'] },
    ]);
    await identity.imports(tenant, 'persons', [{ ...liWei, crmContactIds: ['0035e00002Ab3Cd'] }]);
    const found = [
      await byEvidence({ crmAccountIds: [' 0015e00002Xy1ZqAAK '] }),
      await byEvidence({ crmContactIds: ['0035e00002Ab3Cd'] }),
      await byEvidence({ emails: ['LI.WEI@northwind.example'] }),
      await byEvidence({ emails: ['somebody@mail.other.example'], matchDomains: true }),
    ];
    expect(found.map((each) => each.company?.externalId)).toEqual(['c-1', 'c-1', 'c-1', 'c-2']);
    expect((await failure(byEvidence({ emails: ['somebody@other.example'] }))).code).toBe('not-found');
  });

  it('gives the candidates when several fit, and says what is missing when nothing could fit (S15)', async () => {
    await identity.imports(tenant, 'companies', [northwind, { externalId: 'c-2', name: 'Other' }]);
    await identity.imports(tenant, 'persons', [{ ...liWei, companyExternalIds: ['c-1', 'c-2'] }]);
    const { company: none, candidates } = await byEvidence({ emails: liWei.emails });
    expect([none, candidates.map(({ name }) => name).sort()]).toEqual([undefined, ['Northwind Ltd', 'Other']]);
    const empty = await failure(byEvidence({ emails: ['no address'] }));
    expect([empty.code, empty.fields.map(({ field }) => field)]).toEqual(['request.invalid', ['evidence']]);
    const nothing = await failure(company(undefined));
    expect(nothing.fields).toEqual([
      { field: 'by', description: 'is missing; set one of gsid, external_id, evidence' },
    ]);
    const long = await failure(byEvidence({ crmAccountIds: ['x'.repeat(101)] }));
    expect(long.fields.map(({ field }) => field)).toEqual(['evidence.crm_account_ids[0]']);
  });
});

describe('resolving people over gRPC (X2)', () => {
  it('finds a person by id, address or CRM contact; among several the one at the company, else by external id (S16)', async () => {
    await identity.imports(tenant, 'companies', [northwind, { externalId: 'c-2', name: 'Other' }]);
    await identity.imports(tenant, 'persons', [
      { ...liWei, externalId: 'p-2', name: 'Li Wei (Other)', companyExternalIds: ['c-2'] },
      { ...liWei, crmContactIds: ['0035e00002Ab3Cd'] },
    ]);
    const email = ' Li.Wei@Northwind.Example ';
    expect((await person({ $case: 'email', value: email })).person?.externalId).toBe('p-1');
    const other = (await company({ $case: 'externalId', value: 'c-2' })).company?.gsid;
    expect((await person({ $case: 'email', value: email }, other)).person?.externalId).toBe('p-2');
    expect((await person({ $case: 'crmContactId', value: '0035e00002Ab3CdAAA' })).person?.externalId).toBe('p-1');
    const { person: whole } = await person({ $case: 'externalId', value: 'p-1' });
    expect(whole).toMatchObject({ name: 'Li Wei', emails: liWei.emails, crmContactIds: ['0035e00002Ab3Cd'] });
    expect((await failure(person({ $case: 'email', value: 'nobody@x.example' }))).code).toBe('not-found');
    expect((await failure(person({ $case: 'gsid', value: String(whole?.gsid) }, '', as('somebody')))).code).toBe(
      'not-found',
    );
    expect((await failure(person({ $case: 'email', value: email }, '', as(tenant, 'member')))).code).toBe(
      'auth.forbidden',
    );
  });

  it('finds a user; among several of one address as the ranks of licences have it (S16, S20)', async () => {
    await identity.imports(tenant, 'users', [
      { ...anaHost, externalId: 'u-2', licence: 'Internal Collaborator' },
      { ...anaHost, externalId: 'u-3', licence: 'Viewer' },
      { ...anaHost, externalId: 'u-4', licence: 'Full', active: false },
    ]);
    const { user: best } = await user({ $case: 'email', value: 'ANA.host@vendor.example' });
    expect(best).toMatchObject({ externalId: 'u-3', licence: 'Viewer', active: true, email: anaHost.email });
    expect((await user({ $case: 'gsid', value: String(best?.gsid) })).user).toEqual(best);
    expect((await user({ $case: 'externalId', value: 'u-4' })).user?.active).toBe(false);
    expect((await failure(user({ $case: 'externalId', value: 'u-9' }))).code).toBe('not-found');
    expect((await failure(user({ $case: 'externalId', value: 'u-4' }, as('somebody')))).code).toBe('not-found');
  });
});
