import type { Licence } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import type { CompanyState, PersonState, UserState } from '../import/next-states';
import type { CustomFields, Stored } from '../import/plan-rows';
import { ofTenant } from './columns';

interface EntryRow {
  readonly external_id: string;
  readonly gsid: string;
  readonly name: string;
  readonly custom_fields: CustomFields;
}

/** Entries of a tenant by external id, as an import compares them. */
export const storedCompanies = async (tx: Transaction, tenantId: string, externalIds: readonly string[]) =>
  byExternalId<EntryRow & CompanyColumns, CompanyState>(
    await tx.query(
      `SELECT external_id, gsid, name, custom_fields, parent_external_id, crm_account_ids, domains
         FROM unnest($1::text[], $2::text[]) AS asked (tenant_id, external_id)
         JOIN companies USING (tenant_id, external_id)`,
      ofTenant(tenantId, externalIds),
    ),
    (row) => ({
      name: row.name,
      parentExternalId: row.parent_external_id,
      crmAccountIds: row.crm_account_ids,
      domains: row.domains,
      customFields: row.custom_fields,
    }),
  );

interface CompanyColumns {
  readonly parent_external_id: string | null;
  readonly crm_account_ids: string[];
  readonly domains: string[];
}

export const storedPersons = async (tx: Transaction, tenantId: string, externalIds: readonly string[]) =>
  byExternalId<EntryRow & PersonColumns, PersonState>(
    await tx.query(
      `SELECT external_id, gsid, name, custom_fields, emails, crm_contact_ids, company_gsids
         FROM unnest($1::text[], $2::text[]) AS asked (tenant_id, external_id)
         JOIN persons USING (tenant_id, external_id)`,
      ofTenant(tenantId, externalIds),
    ),
    (row) => ({
      name: row.name,
      emails: row.emails,
      crmContactIds: row.crm_contact_ids,
      companyGsids: row.company_gsids,
      customFields: row.custom_fields,
    }),
  );

interface PersonColumns {
  readonly emails: string[];
  readonly crm_contact_ids: string[];
  readonly company_gsids: string[];
}

export const storedUsers = async (tx: Transaction, tenantId: string, externalIds: readonly string[]) =>
  byExternalId<EntryRow & UserColumns, UserState>(
    await tx.query(
      `SELECT external_id, gsid, name, custom_fields, email, licence, active
         FROM unnest($1::text[], $2::text[]) AS asked (tenant_id, external_id)
         JOIN users USING (tenant_id, external_id)`,
      ofTenant(tenantId, externalIds),
    ),
    (row) => ({
      name: row.name,
      email: row.email,
      licence: row.licence,
      active: row.active,
      customFields: row.custom_fields,
    }),
  );

interface UserColumns {
  readonly email: string;
  readonly licence: Licence;
  readonly active: boolean;
}

/** The gsids of the companies that these external ids name. */
export const companyGsidsOf = async (
  tx: Pick<Transaction, 'query'>,
  tenantId: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.query<{ external_id: string; gsid: string }>(
    `SELECT external_id, gsid
       FROM unnest($1::text[], $2::text[]) AS asked (tenant_id, external_id)
       JOIN companies USING (tenant_id, external_id)`,
    ofTenant(tenantId, externalIds),
  );
  return new Map(rows.map((row) => [row.external_id, row.gsid]));
};

const byExternalId = <R extends EntryRow, S>(
  rows: readonly R[],
  toState: (row: R) => S,
): ReadonlyMap<string, Stored<S>> =>
  new Map(rows.map((row) => [row.external_id, { gsid: row.gsid, state: toState(row) }]));
