import type { Transaction } from '@gong-timeline/persistence';
import type { CreatedUser } from '../decision/decide-calls';
import { nameKey, searchText } from '../directory/name-keys';
import { emailKey } from '../people/email-key';

/**
 * Adds Users that calls brought into being. Gives how many were added: fewer than asked means that one was created for
 * the same e-mail by somebody who did not take the lock (`createUsersAlone`).
 */
export const createUsers = async (tx: Transaction, created: readonly CreatedUser[]): Promise<number> => {
  const rows = await tx.query(
    `INSERT INTO users (tenant_id, gsid, external_id, name, name_key, search_text, email, email_key, created_for,
                        licence, active, custom_fields, updated_at)
     SELECT tenant_id, gsid, external_id, name, name_key, search_text, email, email_key, email_key,
            licence, active, '{}', $1
       FROM jsonb_to_recordset($2) AS new (tenant_id text, gsid uuid, external_id text, name text, name_key text,
                                           search_text text, email text, email_key text, licence text, active boolean)
         ON CONFLICT (tenant_id, created_for) DO NOTHING
  RETURNING gsid`,
    [
      tx.now,
      JSON.stringify(
        created.map(({ tenantId, user }) => ({
          tenant_id: tenantId,
          gsid: user.gsid,
          external_id: user.externalId,
          name: user.name,
          name_key: nameKey(user.name),
          search_text: searchText([user.name, user.externalId, user.email]),
          email: user.email,
          email_key: emailKey(user.email),
          licence: user.licence,
          active: user.active,
        })),
      ),
    ],
  );
  return rows.length;
};
