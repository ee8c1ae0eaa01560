import { INTERNAL_COLLABORATOR, PAID_LICENCES } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import { nameKey, searchText } from '../directory/name-keys';
import type { UserState } from '../import/next-states';
import type { Change } from '../import/plan-rows';
import { emailKey } from '../people/email-key';

/**
 * A User whom a call brought into being and who gets another e-mail, becomes inactive or an external kind no longer
 * stands for the one he was created for: the rules may ask for another (S19, S23).
 */
export const saveUsers = async (
  tx: Transaction,
  tenantId: string,
  changes: readonly Change<UserState>[],
): Promise<void> => {
  if (changes.length === 0) return;
  await tx.query(
    `INSERT INTO users AS known (tenant_id, gsid, external_id, name, name_key, search_text, email, email_key, licence,
                                 active, custom_fields, updated_at)
     SELECT $1, gsid, external_id, name, name_key, search_text, email, email_key, licence, active, custom_fields, $2
       FROM jsonb_to_recordset($3) AS new (gsid uuid, external_id text, name text, name_key text, search_text text,
                                           email text, email_key text, licence text, active boolean,
                                           custom_fields jsonb)
         ON CONFLICT (tenant_id, gsid) DO UPDATE
        SET name = excluded.name, name_key = excluded.name_key, search_text = excluded.search_text,
            email = excluded.email, email_key = excluded.email_key, licence = excluded.licence,
            active = excluded.active, custom_fields = excluded.custom_fields, updated_at = excluded.updated_at,
            created_for = CASE WHEN known.created_for = excluded.email_key AND excluded.active
                                AND excluded.licence = ANY($4) THEN known.created_for END`,
    [tenantId, tx.now, JSON.stringify(changes.map(toRow)), [...PAID_LICENCES, INTERNAL_COLLABORATOR]],
  );
};

const toRow = ({ gsid, externalId, after }: Change<UserState>) => ({
  gsid,
  external_id: externalId,
  name: after.name,
  name_key: nameKey(after.name),
  search_text: searchText([after.name, externalId, after.email]),
  email: after.email,
  email_key: emailKey(after.email) ?? after.email,
  licence: after.licence,
  active: after.active,
  custom_fields: after.customFields,
});
