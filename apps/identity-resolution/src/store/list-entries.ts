import type { listCompanies, listPersons, listUsers, ResponseOf } from '@gong-timeline/contracts';
import type { Database } from '@gong-timeline/persistence';

type Company = ResponseOf<typeof listCompanies>['items'][number];
type Person = ResponseOf<typeof listPersons>['items'][number];
type User = ResponseOf<typeof listUsers>['items'][number];

export interface EntryPosition {
  readonly nameKey: string;
  readonly gsid: string;
}

export interface EntryList {
  readonly tenantId: string;
  /** Part of name, e-mail or external id, in any case; null for all. */
  readonly search: string | null;
  readonly after: EntryPosition | null;
  readonly limit: number;
}

export interface Listed<T> {
  readonly item: T;
  readonly position: EntryPosition;
}

/** By name, then gsid. */
export const listCompanyEntries = (database: Database, list: EntryList): Promise<Listed<Company>[]> =>
  listEntries<Company>(database, 'companies', COMPANY_COLUMNS, list);

export const listPersonEntries = (database: Database, list: EntryList): Promise<Listed<Person>[]> =>
  listEntries<Person>(database, 'persons', PERSON_COLUMNS, list);

export const listUserEntries = (database: Database, list: EntryList): Promise<Listed<User>[]> =>
  listEntries<User>(database, 'users', USER_COLUMNS, list);

const ENTRY_COLUMNS = 'gsid, external_id AS "externalId", name, custom_fields AS "customFields"';
const COMPANY_COLUMNS = `${ENTRY_COLUMNS}, parent_gsid AS "parentGsid", crm_account_ids AS "crmAccountIds", domains`;
const PERSON_COLUMNS = `${ENTRY_COLUMNS}, emails, crm_contact_ids AS "crmContactIds", company_gsids AS "companyGsids"`;
const USER_COLUMNS = `${ENTRY_COLUMNS}, email, licence, active`;

const listEntries = async <T extends { readonly gsid: string }>(
  database: Database,
  table: 'companies' | 'persons' | 'users',
  columns: string,
  { tenantId, search, after, limit }: EntryList,
): Promise<Listed<T>[]> => {
  const parameters: unknown[] = [tenantId, limit];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const found = search === null ? '' : `AND strpos(search_text, ${bind(search.toLowerCase())}) > 0`;
  const next = after === null ? '' : `AND (name_key, gsid) > (${bind(after.nameKey)}, ${bind(after.gsid)}::uuid)`;
  const rows = await database.query<T & { readonly name_key: string }>(
    `SELECT name_key, ${columns} FROM ${table}
      WHERE tenant_id = $1 ${found} ${next}
      ORDER BY name_key, gsid
      LIMIT $2`,
    parameters,
  );
  return rows.map(({ name_key: nameKey, ...item }) => ({
    item: item as unknown as T,
    position: { nameKey, gsid: item.gsid },
  }));
};
