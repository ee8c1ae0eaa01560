import { Database, type Reader, type Transaction } from '@gong-timeline/persistence';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { type IdentityFixture, openIdentity } from '../fixtures/identity';
import { listPersonEntries } from './list-entries';
import { companiesOfAccountIds, companiesOfDomains, companiesWithAncestors } from './load-companies';
import { personsOfContactIds, personsOfEmails } from './load-persons';
import { usersOfEmails } from './load-users';
import { endWaitsFor } from './waits';

jest.setTimeout(30_000);
const GSID = '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e6f';
const TENANTS = ['acme-1', 'acme-2', 'acme-3'];

let server: TestDatabase;
let identity: IdentityFixture;

/** 10 tenants with 2,000 companies, persons, Users and waiting calls each. */
beforeAll(async () => {
  server = await testDatabase('directory-plans');
  identity = await openIdentity(server);
  const outside = await Database.connect({ url: server.url, schema: 'identity_resolution', applicationName: 'spec' });
  const each = `(SELECT 'acme-' || t AS tenant, n, gen_random_uuid() AS gsid
                   FROM generate_series(1, 10) t, generate_series(1, 2000) n) each`;
  const entity = 'tenant_id, gsid, external_id, name, name_key, search_text, custom_fields, updated_at';
  const values = `tenant, gsid, n, n, n, n, '{}', now()`;
  for (const statement of [
    `INSERT INTO companies (${entity}, crm_account_ids, domains) SELECT ${values}, ARRAY['A' || n], ARRAY['d' || n] FROM ${each}`,
    `INSERT INTO persons (${entity}, emails, crm_contact_ids, company_gsids)
     SELECT ${values}, ARRAY['p' || n], ARRAY['C' || n], '{}' FROM ${each}`,
    `INSERT INTO users (${entity}, email, email_key, licence, active) SELECT ${values}, 'u' || n, 'u' || n, 'Full', true FROM ${each}`,
    'INSERT INTO company_account_ids SELECT tenant_id, crm_account_ids[1], crm_account_ids[1], gsid FROM companies',
    'INSERT INTO company_domains SELECT tenant_id, domains[1], gsid FROM companies',
    'INSERT INTO person_contact_ids SELECT tenant_id, crm_contact_ids[1], crm_contact_ids[1], gsid FROM persons',
    'INSERT INTO person_emails SELECT tenant_id, emails[1], gsid FROM persons',
    `INSERT INTO waits SELECT tenant, n, gsid, gsid, 'company.not-found', now() FROM ${each}`,
    `INSERT INTO wait_keys SELECT tenant_id, 'domain:' || call_id, call_id FROM waits`,
    'ANALYZE',
  ]) {
    await outside.query(statement);
  }
  await outside.close();
});
afterAll(async () => {
  await identity?.database.close();
  await server?.drop();
});

/** How PostgreSQL would do what this reads: as the application's role, with the reach of the batch. */
const planOf = async (reach: readonly string[], read: (tx: Transaction) => Promise<unknown>): Promise<string> => {
  let plan: { 'QUERY PLAN': string }[] = [];
  const explaining: Reader = {
    query: async (sql, parameters) => {
      plan = await identity.database.within(reach).query(`EXPLAIN ${sql}`, parameters);
      return [];
    },
  };
  await read(explaining as Transaction);
  return plan.map((line) => line['QUERY PLAN']).join('\n');
};

const keys = (prefix: string) =>
  Array.from({ length: 300 }, (_, n) => [TENANTS[n % 3] as string, `${prefix}${n}`] as const);

describe('row level security leaves the directory its indexes (X3)', () => {
  it.each<[what: string, read: (tx: Transaction) => Promise<unknown>, indexes: string[]]>([
    ['persons by e-mail', (tx) => personsOfEmails(tx, keys('p')), ['person_emails_pkey', 'persons_pkey']],
    ['persons by contact id', (tx) => personsOfContactIds(tx, keys('C')), ['person_contact_ids_pkey', 'persons_pkey']],
    ['companies by account id', (tx) => companiesOfAccountIds(tx, keys('A')), ['company_account_ids_pkey']],
    ['companies by domain', (tx) => companiesOfDomains(tx, keys('d')), ['company_domains_pkey']],
    [
      'companies with all above them',
      (tx) =>
        companiesWithAncestors(
          tx,
          TENANTS.map((tenant) => [tenant, GSID] as const),
          { forFilters: true },
        ),
      ['companies_pkey'],
    ],
    ['Users by e-mail', (tx) => usersOfEmails(tx, { userEmails: keys('u'), forFilters: false }), ['users_by_email']],
  ])('%s of a batch of calls of three tenants are looked up key by key', async (_, read, indexes) => {
    const plan = await planOf(TENANTS, read);
    for (const index of indexes) expect(plan).toMatch(new RegExp(`Index (Only )?Scan using ${index}\\b`));
    expect(plan).not.toContain('Seq Scan');
  });

  it('a page of a list is read in the order of its index, without a sort', async () => {
    const list = { tenantId: 'acme-1', filters: {}, after: { nameKey: '1000', gsid: GSID }, limit: 51 };
    const plan = await planOf(['acme-1'], (tx) => listPersonEntries(tx, list));
    expect(plan).toContain('Index Scan using persons_by_name');
    expect(plan).toContain('ROW(name_key, gsid) >');
    expect(plan).not.toContain('Sort');
  });

  it('what waits for a key is found by it', async () => {
    const plan = await planOf(['acme-1'], (tx) => endWaitsFor(tx, 'acme-1', ['domain:1', 'domain:2']));
    expect(plan).toContain('using wait_keys_pkey');
    expect(plan).toContain('using waits_pkey');
    expect(plan).not.toContain('Seq Scan');
  });
});
