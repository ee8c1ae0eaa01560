import type { Transaction } from '@gong-timeline/persistence';
import { crmLookupKey } from '../company/crm-id-key';
import { ofTenant } from './columns';

/** One of the two tables that say whose a CRM id is. */
export type CrmIdTable =
  | { readonly ids: 'company_account_ids'; readonly owner: 'company_gsid'; readonly entries: 'companies' }
  | { readonly ids: 'person_contact_ids'; readonly owner: 'person_gsid'; readonly entries: 'persons' };

export const ACCOUNT_IDS: CrmIdTable = { ids: 'company_account_ids', owner: 'company_gsid', entries: 'companies' };
export const CONTACT_IDS: CrmIdTable = { ids: 'person_contact_ids', owner: 'person_gsid', entries: 'persons' };

/** Who has these ids now, in any spelling of them. */
export const ownersOfCrmIds = (
  tx: Transaction,
  { ids, owner, entries }: CrmIdTable,
  tenantId: string,
  crmIds: readonly string[],
): Promise<{ readonly crmId: string; readonly externalId: string }[]> =>
  tx.query(
    `SELECT known.crm_id AS "crmId", entry.external_id AS "externalId"
       FROM unnest($1::text[], $2::text[]) AS asked (tenant_id, lookup_key)
       JOIN ${ids} known USING (tenant_id, lookup_key)
       JOIN ${entries} entry ON entry.tenant_id = known.tenant_id AND entry.gsid = known.${owner}`,
    ofTenant(tenantId, [...new Set(crmIds.map(crmLookupKey))]),
  );

/** A key of an entry, to be added or taken away. */
export type EntryKey = readonly [gsid: string, key: string];

export const replaceCrmIds = async (
  tx: Transaction,
  { ids, owner }: CrmIdTable,
  tenantId: string,
  { removed, added }: { readonly removed: readonly EntryKey[]; readonly added: readonly EntryKey[] },
): Promise<void> => {
  if (removed.length > 0) {
    await tx.query(
      `DELETE FROM ${ids} USING unnest($1::text[], $2::uuid[], $3::text[], $4::text[])
                         AS old (tenant_id, gsid, lookup_key, crm_id)
        WHERE ${ids}.tenant_id = old.tenant_id AND ${ids}.lookup_key = old.lookup_key AND ${ids}.crm_id = old.crm_id
          AND ${ids}.${owner} = old.gsid`,
      [removed.map(() => tenantId), ...keyColumns(removed)],
    );
  }
  if (added.length > 0) {
    await tx.query(
      `INSERT INTO ${ids} (tenant_id, ${owner}, lookup_key, crm_id)
       SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[])`,
      [tenantId, ...keyColumns(added)],
    );
  }
};

const keyColumns = (keys: readonly EntryKey[]): string[][] => [
  keys.map(([gsid]) => gsid),
  keys.map(([, crmId]) => crmLookupKey(crmId)),
  keys.map(([, crmId]) => crmId),
];
