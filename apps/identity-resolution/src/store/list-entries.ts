import type { listCompanies, listPersons, listUsers, ResponseOf } from '@gong-timeline/contracts';
import type { Reader } from '@gong-timeline/persistence';
import { emailKey } from '../people/email-key';

type Company = ResponseOf<typeof listCompanies>['items'][number];
type Person = ResponseOf<typeof listPersons>['items'][number];
type User = ResponseOf<typeof listUsers>['items'][number];

export interface EntryPosition {
  readonly nameKey: string;
  readonly gsid: string;
}

/** All that are given must hold. */
export interface ListFilters {
  /** Part of name, e-mail or external id, of a company also of its CRM accounts or domains, in any case. */
  readonly search?: string;
  /** Part of it, in any case. */
  readonly name?: string;
  readonly gsid?: string;
  readonly externalId?: string;
  readonly email?: string;
  readonly companyGsid?: string;
  readonly licence?: string;
  readonly active?: boolean;
}

export interface EntryList {
  readonly tenantId: string;
  readonly filters: ListFilters;
  readonly after: EntryPosition | null;
  readonly limit: number;
}

export interface Listed<T> {
  readonly item: T;
  readonly position: EntryPosition;
}

/** By name, then gsid. */
export const listCompanyEntries = (reader: Reader, list: EntryList): Promise<Listed<Company>[]> =>
  listEntries<Company>(reader, 'companies', COMPANY_COLUMNS, list);

export const listPersonEntries = (reader: Reader, list: EntryList): Promise<Listed<Person>[]> =>
  listEntries<Person>(reader, 'persons', PERSON_COLUMNS, list);

export const listUserEntries = (reader: Reader, list: EntryList): Promise<Listed<User>[]> =>
  listEntries<User>(reader, 'users', USER_COLUMNS, list);

const ENTRY_COLUMNS = 'gsid, external_id AS "externalId", name, custom_fields AS "customFields"';
const COMPANY_COLUMNS = `${ENTRY_COLUMNS}, parent_gsid AS "parentGsid", crm_account_ids AS "crmAccountIds", domains`;
const PERSON_COLUMNS = `${ENTRY_COLUMNS}, emails, crm_contact_ids AS "crmContactIds", company_gsids AS "companyGsids"`;
const USER_COLUMNS = `${ENTRY_COLUMNS}, email, licence, active`;

const listEntries = async <T extends { readonly gsid: string }>(
  reader: Reader,
  table: 'companies' | 'persons' | 'users',
  columns: string,
  { tenantId, filters, after, limit }: EntryList,
): Promise<Listed<T>[]> => {
  const parameters: unknown[] = [tenantId, limit];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const found = conditionsOf(table, filters, bind).map((condition) => `AND ${condition}`);
  const next = after === null ? '' : `AND (name_key, gsid) > (${bind(after.nameKey)}, ${bind(after.gsid)}::uuid)`;
  const rows = await reader.query<T & { readonly name_key: string }>(
    `SELECT name_key, ${columns} FROM ${table}
      WHERE tenant_id = $1 ${found.join(' ')} ${next}
      ORDER BY name_key, gsid
      LIMIT $2`,
    parameters,
  );
  return rows.map(({ name_key: nameKey, ...item }) => ({
    item: item as unknown as T,
    position: { nameKey, gsid: item.gsid },
  }));
};

const conditionsOf = (
  table: 'companies' | 'persons' | 'users',
  { search, name, gsid, externalId, email, companyGsid, licence, active }: ListFilters,
  bind: (value: unknown) => string,
): string[] => [
  ...(search === undefined ? [] : [isFound(table, bind(search.toLowerCase()))]),
  ...(name === undefined ? [] : [`strpos(lower(name), ${bind(name.toLowerCase())}) > 0`]),
  ...(gsid === undefined ? [] : [`gsid = ${bind(gsid)}::uuid`]),
  ...(externalId === undefined ? [] : [`external_id = ${bind(externalId.trim())}`]),
  ...(email === undefined ? [] : [hasEmail(table, bind(emailKey(email) ?? email))]),
  ...(companyGsid === undefined ? [] : [`${bind(companyGsid)}::uuid = ANY(company_gsids)`]),
  ...(licence === undefined ? [] : [`licence = ${bind(licence)}`]),
  ...(active === undefined ? [] : [`active = ${bind(active)}`]),
];

const isFound = (table: 'companies' | 'persons' | 'users', text: string): string =>
  table === 'companies'
    ? `(strpos(search_text, ${text}) > 0
        OR EXISTS (SELECT FROM unnest(crm_account_ids || domains) AS known WHERE strpos(lower(known), ${text}) > 0))`
    : `strpos(search_text, ${text}) > 0`;

const hasEmail = (table: 'companies' | 'persons' | 'users', key: string): string =>
  table === 'users'
    ? `email_key = ${key}`
    : `gsid IN (SELECT person_gsid FROM person_emails WHERE tenant_id = $1 AND email_key = ${key})`;
