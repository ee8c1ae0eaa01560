import type { CompanyRow, PersonRow, UserRow } from '@gong-timeline/contracts';
import type { Licence } from '@gong-timeline/domain';
import type { Directory } from '@gong-timeline/tools';

/** Salesforce ids of 15 characters; the last two companies' differ by case alone. */
export const CRM_ID = {
  acme: '0015e00002AbCdE',
  emea: '0015e00002AbCdF',
  globex: '0015e00002AbCdG',
  initech: '0015e00002Upper',
  twin: '0015e00002upper',
  ann: '0035e00001AnnAn',
  gus: '0035e00001GusGu',
  ina: '0035e00001InaIn',
} as const;

const company = (externalId: string, crmId: string, more: Partial<CompanyRow> = {}): CompanyRow => ({
  externalId,
  name: `Company ${externalId}`,
  crmAccountIds: [crmId],
  ...more,
});
const person = (externalId: string, email: string, at: readonly string[], crmId?: string): PersonRow => ({
  externalId,
  name: `Person ${externalId}`,
  emails: [email],
  companyExternalIds: [...at],
  ...(crmId !== undefined && { crmContactIds: [crmId] }),
});

/** Who an owner is: at Gong by `<key>@vendor.example`, in the directory by these Users. */
export const userRow = (key: string, nth: number, licence: Licence, active = true): UserRow => ({
  externalId: `${key}-${nth}`,
  name: `User ${key} ${nth}`,
  email: `${key}@vendor.example`,
  licence,
  active,
});

const COMPANIES: readonly CompanyRow[] = [
  company('acme', CRM_ID.acme, { domains: ['acme.example'] }),
  company('emea', CRM_ID.emea, { parentExternalId: 'acme', domains: ['emea.acme.example'] }),
  company('globex', CRM_ID.globex, { domains: ['globex.example', 'gmail.com', 'co.uk'] }),
  company('initech', CRM_ID.initech),
  company('twin', CRM_ID.twin),
];
const PERSONS: readonly PersonRow[] = [
  person('ann', 'ann@acme.example', ['acme'], CRM_ID.ann),
  person('gus', 'gus@globex.example', ['globex'], CRM_ID.gus),
  person('ina', 'ina@initech.example', ['initech'], CRM_ID.ina),
  person('both', 'both@people.example', ['acme', 'globex']),
  person('dup-1', 'dup@people.example', ['globex']),
  person('dup-2', 'dup@people.example', ['acme']),
];

/** A directory written by hand, so that each call of a scenario can be traced with a finger. */
export const ownDirectory =
  (users: readonly UserRow[]) =>
  ({ technicalAdminId }: Directory): Directory => ({ companies: COMPANIES, persons: PERSONS, users, technicalAdminId });
