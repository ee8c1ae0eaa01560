import type { CompanyRow, PersonRow, UserRow } from '@gong-timeline/contracts';
import type { Licence } from '@gong-timeline/domain';
import { crmIdKey } from '../company/crm-id-key';
import { domainKey } from '../company/domain-candidates';
import { emailKey } from '../people/email-key';
import type { CrmIdOwners } from './crm-id-owners';
import type { CustomFieldTypes } from './custom-field-types';
import type { CustomFields, NextState } from './plan-rows';
import { type Fault, fault, isFault } from './row-problem';

export interface CompanyState {
  readonly name: string;
  readonly parentExternalId: string | null;
  readonly crmAccountIds: readonly string[];
  readonly domains: readonly string[];
  readonly customFields: CustomFields;
}

export interface PersonState {
  readonly name: string;
  readonly emails: readonly string[];
  readonly crmContactIds: readonly string[];
  readonly companyGsids: readonly string[];
  readonly customFields: CustomFields;
}

export interface UserState {
  readonly name: string;
  readonly email: string;
  readonly licence: Licence;
  readonly active: boolean;
  readonly customFields: CustomFields;
}

export const nextCompany =
  (owners: CrmIdOwners, types: CustomFieldTypes): NextState<CompanyRow, CompanyState> =>
  (row, externalId, before) => {
    const { parentExternalId } = row;
    if (parentExternalId?.trim() === externalId) {
      return fault('parentExternalId', parentExternalId, 'a company cannot be its own parent');
    }
    const domains = row.domains === undefined ? (before?.domains ?? []) : distinctDomains(row.domains);
    if (isFault(domains)) return domains;
    const fields = types.read(row.customFields, before?.customFields ?? {});
    if (isFault(fields)) return fields;
    const had = before?.crmAccountIds ?? [];
    const crmAccountIds = row.crmAccountIds === undefined ? had : crmIds('crmAccountIds', row.crmAccountIds);
    if (isFault(crmAccountIds)) return crmAccountIds;
    const taken = owners.claim(externalId, had, crmAccountIds);
    if (taken !== null) return takenBy('crmAccountIds', crmAccountIds, taken, 'company');
    types.learn(fields);
    return {
      name: row.name.trim(),
      parentExternalId:
        parentExternalId === undefined ? (before?.parentExternalId ?? null) : (parentExternalId?.trim() ?? null),
      crmAccountIds,
      domains,
      customFields: fields.values,
    };
  };

export const nextPerson =
  (
    owners: CrmIdOwners,
    types: CustomFieldTypes,
    companies: ReadonlyMap<string, string>,
  ): NextState<PersonRow, PersonState> =>
  (row, externalId, before) => {
    const companyGsids: string[] = [];
    for (const [index, companyId] of (row.companyExternalIds ?? []).entries()) {
      const gsid = companies.get(companyId.trim());
      if (gsid === undefined) {
        return fault(`companyExternalIds[${index}]`, companyId, 'expected the external id of a company that is here');
      }
      companyGsids.push(gsid);
    }
    const fields = types.read(row.customFields, before?.customFields ?? {});
    if (isFault(fields)) return fields;
    const had = before?.crmContactIds ?? [];
    const crmContactIds = row.crmContactIds === undefined ? had : crmIds('crmContactIds', row.crmContactIds);
    if (isFault(crmContactIds)) return crmContactIds;
    const strange = (row.emails ?? []).findIndex((email) => emailKey(email) === null);
    if (strange !== -1) return notAnEmail(`emails[${strange}]`, row.emails?.[strange]);
    const taken = owners.claim(externalId, had, crmContactIds);
    if (taken !== null) return takenBy('crmContactIds', crmContactIds, taken, 'person');
    types.learn(fields);
    return {
      name: row.name.trim(),
      emails: row.emails === undefined ? (before?.emails ?? []) : distinctBy(row.emails, emailKey),
      crmContactIds,
      companyGsids: row.companyExternalIds === undefined ? (before?.companyGsids ?? []) : [...new Set(companyGsids)],
      customFields: fields.values,
    };
  };

export const nextUser =
  (types: CustomFieldTypes): NextState<UserRow, UserState> =>
  (row, _externalId, before) => {
    if (emailKey(row.email) === null) return notAnEmail('email', row.email);
    const fields = types.read(row.customFields, before?.customFields ?? {});
    if (isFault(fields)) return fields;
    types.learn(fields);
    return {
      name: row.name.trim(),
      email: row.email.trim(),
      licence: row.licence,
      active: row.active ?? before?.active ?? true,
      customFields: fields.values,
    };
  };

/** No call could be matched by it. */
const notAnEmail = (field: string, text: string | undefined): Fault =>
  fault(field, text, 'expected an e-mail address without control characters');

const distinctDomains = (texts: readonly string[]): string[] | Fault => {
  const domains: string[] = [];
  for (const [index, text] of texts.entries()) {
    const domain = domainKey(text);
    if (domain === null) return fault(`domains[${index}]`, text, 'expected a domain such as northwind.example');
    domains.push(domain);
  }
  return [...new Set(domains)];
};

const crmIds = (field: string, texts: readonly string[]): string[] | Fault => {
  const bad = texts.findIndex((text) => crmIdKey('Generic', text) === null);
  if (bad !== -1) return fault(`${field}[${bad}]`, texts[bad], 'expected a CRM id, at most 100 characters in one line');
  return [...new Set(texts.map((text) => text.trim()))];
};

const takenBy = (
  field: string,
  ids: readonly string[],
  { index, owner }: { readonly index: number; readonly owner: string },
  kind: string,
): Fault =>
  fault(`${field}[${index}]`, ids[index], `this id is that of the ${kind} with the external id ${owner} already`);

const distinctBy = (texts: readonly string[], key: (text: string) => string | null): string[] =>
  [...new Map(texts.map((text) => [key(text) ?? text, text.trim()] as const).reverse()).values()].reverse();
