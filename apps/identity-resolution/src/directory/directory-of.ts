import type { CrmSystem, Licence } from '@gong-timeline/domain';
import { crmIdKey } from '../company/crm-id-key';
import { emailKey } from '../people/email-key';
import { gongUserKey, type TenantDirectory, type User } from './tenant-directory';

interface Entries {
  readonly crmSystem?: CrmSystem | null;
  readonly companies?: readonly { gsid: string; parent?: string; accountIds?: string[]; domains?: string[] }[];
  readonly persons?: readonly {
    gsid: string;
    externalId?: string;
    emails?: string[];
    contactIds?: string[];
    companies?: string[];
  }[];
  readonly users?: readonly Partial<User>[];
  readonly mappings?: readonly { connectionId: string; gongUserId: string; user: Partial<User> }[];
}

/** A small directory said in a few words, for specs. Names are the gsids unless given. */
export const directoryOf = ({
  crmSystem = 'Salesforce',
  companies = [],
  persons = [],
  users = [],
  mappings = [],
}: Entries): TenantDirectory => {
  const key = (id: string) => crmIdKey(crmSystem ?? 'Generic', id);
  const people = persons.map((person) => ({
    ...person,
    entry: {
      gsid: person.gsid,
      externalId: person.externalId ?? person.gsid,
      name: person.gsid,
      emailAddress: person.emails?.[0] ?? null,
      companyGsids: person.companies ?? [],
    },
  }));
  return {
    crmSystem,
    companies: new Map(companies.map(({ gsid, parent }) => [gsid, { gsid, name: gsid, parentGsid: parent ?? null }])),
    companiesByAccountId: group(companies.flatMap(({ gsid, accountIds }) => pairs(accountIds, key, gsid))),
    companiesByDomain: group(companies.flatMap(({ gsid, domains }) => pairs(domains, (text) => text, gsid))),
    personsByContactId: group(people.flatMap(({ contactIds, entry }) => pairs(contactIds, key, entry))),
    personsByEmail: group(people.flatMap(({ emails, entry }) => pairs(emails, emailKey, entry))),
    usersByEmail: group(users.map(userOf).flatMap((user) => pairs([user.email], emailKey, user))),
    usersByGongUser: new Map(
      mappings.map(({ connectionId, gongUserId, user }) => [gongUserKey(connectionId, gongUserId), userOf(user)]),
    ),
  };
};

/** An active User of the highest licence, unless said otherwise. */
export const userOf = (over: Partial<User> = {}): User => {
  const gsid = over.gsid ?? over.externalId ?? 'u';
  const licence: Licence = 'Full';
  return { gsid, externalId: gsid, name: gsid, email: 'ana@vendor.example', licence, active: true, ...over };
};

const pairs = <T>(
  texts: readonly string[] | undefined,
  key: (text: string) => string | null,
  value: T,
): [string, T][] => (texts ?? []).map((text) => [key(text) ?? text, value]);

const group = <T>(entries: readonly [string, T][]): Map<string, T[]> => {
  const grouped = new Map<string, T[]>();
  for (const [key, value] of entries) grouped.set(key, [...(grouped.get(key) ?? []), value]);
  return grouped;
};
