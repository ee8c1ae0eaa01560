import type { CrmSystem } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import { crmIdKey } from '../company/crm-id-key';
import { ByKey } from '../directory/by-key';
import type { LookUps, TenantKeys } from '../directory/look-ups';
import { type Company, gongUserKey, type Person, type TenantDirectory, type User } from '../directory/tenant-directory';
import { companiesOfAccountIds, companiesOfDomains, companiesWithAncestors } from './load-companies';
import { personsOfContactIds, personsOfEmails, toPerson } from './load-persons';
import { mappedUsers, toUser, usersOfEmails } from './load-users';

/** What a batch of calls needs of its tenants' directories: at most eight queries, whatever the size of the batch. */
export const loadDirectories = async (
  tx: Transaction,
  lookUps: LookUps,
  crmSystems: ReadonlyMap<string, CrmSystem | null>,
): Promise<Map<string, TenantDirectory>> => {
  const accounts = await companiesOfAccountIds(tx, lookUps.accountIds);
  const domains = await companiesOfDomains(tx, lookUps.domains);
  const byContact = await personsOfContactIds(tx, lookUps.contactIds);
  const byEmail = await personsOfEmails(tx, lookUps.personEmails);
  const companies = await companiesWithAncestors(
    tx,
    distinct([
      ...[...accounts, ...domains].map((row) => [row.tenant_id, row.company_gsid] as const),
      ...[...byContact, ...byEmail].flatMap((row) => row.company_gsids.map((gsid) => [row.tenant_id, gsid] as const)),
    ]),
    lookUps,
  );
  const users = await loadUsers(tx, lookUps);

  const companiesByAccountId = new ByKey<string>();
  for (const row of accounts) {
    const key = keyOfCrmId(row.crm_id, crmSystems.get(row.tenant_id));
    if (key !== null) companiesByAccountId.add(row.tenant_id, key, row.company_gsid);
  }
  const companiesByDomain = new ByKey<string>();
  for (const row of domains) companiesByDomain.add(row.tenant_id, row.domain, row.company_gsid);
  const personsByContactId = new ByKey<Person>();
  for (const row of byContact) {
    const key = keyOfCrmId(row.found_by, crmSystems.get(row.tenant_id));
    if (key !== null) personsByContactId.add(row.tenant_id, key, toPerson(row));
  }
  const personsByEmail = new ByKey<Person>();
  for (const row of byEmail) personsByEmail.add(row.tenant_id, row.found_by, toPerson(row));

  return new Map(
    [...crmSystems].map(([tenantId, crmSystem]): [string, TenantDirectory] => [
      tenantId,
      {
        crmSystem,
        companies: mapOf(companies, tenantId),
        companiesByAccountId: companiesByAccountId.of(tenantId),
        companiesByDomain: companiesByDomain.of(tenantId),
        personsByContactId: personsByContactId.of(tenantId),
        personsByEmail: personsByEmail.of(tenantId),
        ...users(tenantId),
      },
    ]),
  );
};

type Users = Pick<TenantDirectory, 'usersByEmail' | 'usersByGongUser'>;

/** The Users of a batch by tenant; read again once nobody else can create any (S24). */
export const loadUsers = async (
  tx: Transaction,
  lookUps: Pick<LookUps, 'userEmails' | 'owners' | 'forFilters'>,
): Promise<(tenantId: string) => Users> => {
  const usersByEmail = new ByKey<User>();
  for (const row of await usersOfEmails(tx, lookUps)) usersByEmail.add(row.tenant_id, row.email_key, toUser(row));
  const mapped = await mappedUsers(tx, lookUps);
  return (tenantId) => ({
    usersByEmail: usersByEmail.of(tenantId),
    usersByGongUser: new Map(
      mapped
        .filter((row) => row.tenant_id === tenantId)
        .map((row) => [gongUserKey(row.connection_id, row.gong_user_id), toUser(row)]),
    ),
  });
};

const keyOfCrmId = (id: string, system: CrmSystem | null | undefined): string | null =>
  system == null ? null : crmIdKey(system, id);

const mapOf = (companies: readonly (Company & { readonly tenantId: string })[], tenantId: string) =>
  new Map(companies.filter((company) => company.tenantId === tenantId).map((company) => [company.gsid, company]));

const distinct = (pairs: readonly (readonly [string, string])[]): TenantKeys => [
  ...new Map(pairs.map((pair) => [pair.join('/'), pair])).values(),
];
