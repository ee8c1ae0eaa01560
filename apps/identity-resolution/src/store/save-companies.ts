import type { Transaction } from '@gong-timeline/persistence';
import { nameKey, searchText } from '../directory/name-keys';
import { changedKeys } from '../import/changed-keys';
import type { CompanyState } from '../import/next-states';
import type { Change } from '../import/plan-rows';
import { ACCOUNT_IDS, replaceCrmIds } from './crm-ids';
import { COMPANY_DOMAINS, replaceKeys } from './entry-keys';

export const saveCompanies = async (
  tx: Transaction,
  tenantId: string,
  changes: readonly Change<CompanyState>[],
): Promise<void> => {
  if (changes.length === 0) return;
  await tx.query(
    `INSERT INTO companies AS known (tenant_id, gsid, external_id, name, name_key, search_text, parent_external_id,
                                     crm_account_ids, domains, custom_fields, updated_at)
     SELECT $1, gsid, external_id, name, name_key, search_text, parent_external_id, crm_account_ids, domains,
            custom_fields, $2
       FROM jsonb_to_recordset($3) AS new (gsid uuid, external_id text, name text, name_key text, search_text text,
                                           parent_external_id text, crm_account_ids text[], domains text[],
                                           custom_fields jsonb)
         ON CONFLICT (tenant_id, gsid) DO UPDATE
        SET name = excluded.name, name_key = excluded.name_key, search_text = excluded.search_text,
            parent_external_id = excluded.parent_external_id,
            parent_gsid = CASE WHEN known.parent_external_id = excluded.parent_external_id THEN known.parent_gsid END,
            crm_account_ids = excluded.crm_account_ids, domains = excluded.domains,
            custom_fields = excluded.custom_fields, updated_at = excluded.updated_at`,
    [tenantId, tx.now, JSON.stringify(changes.map(toRow))],
  );
  await replaceCrmIds(
    tx,
    ACCOUNT_IDS,
    tenantId,
    changedKeys(changes, ({ crmAccountIds }) => crmAccountIds),
  );
  await replaceKeys(
    tx,
    COMPANY_DOMAINS,
    tenantId,
    changedKeys(changes, ({ domains }) => domains),
  );
};

const toRow = ({ gsid, externalId, after }: Change<CompanyState>) => ({
  gsid,
  external_id: externalId,
  name: after.name,
  name_key: nameKey(after.name),
  search_text: searchText([after.name, externalId]),
  parent_external_id: after.parentExternalId,
  crm_account_ids: after.crmAccountIds,
  domains: after.domains,
  custom_fields: after.customFields,
});
