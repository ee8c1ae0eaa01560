import type { Transaction } from '@gong-timeline/persistence';
import { nameKey, searchText } from '../directory/name-keys';
import { changedKeys } from '../import/changed-keys';
import type { PersonState } from '../import/next-states';
import type { Change } from '../import/plan-rows';
import { emailKeys } from '../people/email-key';
import { CONTACT_IDS, replaceCrmIds } from './crm-ids';
import { PERSON_EMAILS, replaceKeys } from './entry-keys';

export const savePersons = async (
  tx: Transaction,
  tenantId: string,
  changes: readonly Change<PersonState>[],
): Promise<void> => {
  if (changes.length === 0) return;
  await tx.query(
    `INSERT INTO persons (tenant_id, gsid, external_id, name, name_key, search_text, emails, crm_contact_ids,
                          company_gsids, custom_fields, updated_at)
     SELECT $1, gsid, external_id, name, name_key, search_text, emails, crm_contact_ids, company_gsids,
            custom_fields, $2
       FROM jsonb_to_recordset($3) AS new (gsid uuid, external_id text, name text, name_key text, search_text text,
                                           emails text[], crm_contact_ids text[], company_gsids uuid[],
                                           custom_fields jsonb)
         ON CONFLICT (tenant_id, gsid) DO UPDATE
        SET name = excluded.name, name_key = excluded.name_key, search_text = excluded.search_text,
            emails = excluded.emails, crm_contact_ids = excluded.crm_contact_ids,
            company_gsids = excluded.company_gsids, custom_fields = excluded.custom_fields,
            updated_at = excluded.updated_at`,
    [tenantId, tx.now, JSON.stringify(changes.map(toRow))],
  );
  await replaceCrmIds(
    tx,
    CONTACT_IDS,
    tenantId,
    changedKeys(changes, ({ crmContactIds }) => crmContactIds),
  );
  await replaceKeys(
    tx,
    PERSON_EMAILS,
    tenantId,
    changedKeys(changes, ({ emails }) => emailKeys(emails)),
  );
};

const toRow = ({ gsid, externalId, after }: Change<PersonState>) => ({
  gsid,
  external_id: externalId,
  name: after.name,
  name_key: nameKey(after.name),
  search_text: searchText([after.name, externalId, ...after.emails]),
  emails: after.emails,
  crm_contact_ids: after.crmContactIds,
  company_gsids: after.companyGsids,
  custom_fields: after.customFields,
});
