import type { Transaction } from '@gong-timeline/persistence';
import type { LookUps, TenantKeys } from '../directory/look-ups';
import type { Company, CustomFieldValues } from '../directory/tenant-directory';
import { columns } from './columns';

export interface CompanyKeyRow {
  readonly tenant_id: string;
  readonly crm_id: string;
  readonly company_gsid: string;
}

/** By lookup key: of another CRM than Salesforce, the caller compares the whole ids. */
export const companiesOfAccountIds = async (tx: Transaction, ids: TenantKeys): Promise<CompanyKeyRow[]> =>
  ids.length === 0
    ? []
    : tx.query<CompanyKeyRow>(
        `SELECT known.tenant_id, known.crm_id, known.company_gsid
           FROM unnest($1::text[], $2::text[]) AS asked (tenant_id, lookup_key)
           JOIN company_account_ids known USING (tenant_id, lookup_key)`,
        columns(ids),
      );

export interface CompanyDomainRow {
  readonly tenant_id: string;
  readonly domain: string;
  readonly company_gsid: string;
}

export const companiesOfDomains = async (tx: Transaction, domains: TenantKeys): Promise<CompanyDomainRow[]> =>
  domains.length === 0
    ? []
    : tx.query<CompanyDomainRow>(
        `SELECT known.tenant_id, known.domain, known.company_gsid
           FROM unnest($1::text[], $2::text[]) AS asked (tenant_id, domain)
           JOIN company_domains known USING (tenant_id, domain)`,
        columns(domains),
      );

interface CompanyRow {
  readonly tenant_id: string;
  readonly gsid: string;
  readonly name: string;
  readonly parent_gsid: string | null;
  readonly external_id?: string;
  readonly parent_external_id?: string | null;
  readonly custom_fields?: CustomFieldValues;
}

const FAMILY = 'SELECT * FROM family';
const FAMILY_WITH_DETAILS = `
     SELECT family.*, known.external_id, known.parent_external_id, known.custom_fields
       FROM family
       JOIN companies known USING (tenant_id, gsid)`;

/** These companies and all above them; parents that go round in a circle end it. */
export const companiesWithAncestors = async (
  tx: Transaction,
  gsids: TenantKeys,
  { forFilters }: Pick<LookUps, 'forFilters'>,
): Promise<(Company & { readonly tenantId: string })[]> => {
  if (gsids.length === 0) return [];
  const rows = await tx.query<CompanyRow>(
    `WITH RECURSIVE family AS (
       SELECT company.tenant_id, company.gsid, company.name, company.parent_gsid
         FROM unnest($1::text[], $2::uuid[]) AS asked (tenant_id, gsid)
         JOIN companies company USING (tenant_id, gsid)
        UNION
       SELECT parent.tenant_id, parent.gsid, parent.name, parent.parent_gsid
         FROM family child
         JOIN companies parent ON parent.tenant_id = child.tenant_id AND parent.gsid = child.parent_gsid
     )
     ${forFilters ? FAMILY_WITH_DETAILS : FAMILY}`,
    columns(gsids),
  );
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    gsid: row.gsid,
    name: row.name,
    parentGsid: row.parent_gsid,
    ...detailsOf(row),
  }));
};

const detailsOf = (row: CompanyRow): Pick<Company, 'details'> =>
  row.external_id === undefined
    ? {}
    : {
        details: {
          externalId: row.external_id,
          parentExternalId: row.parent_external_id ?? null,
          customFields: row.custom_fields ?? {},
        },
      };
