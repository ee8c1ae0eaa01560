import type { Licence } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import type { LookUps } from '../directory/look-ups';
import type { CustomFieldValues, User } from '../directory/tenant-directory';
import { columns } from './columns';

export interface UserRow {
  readonly tenant_id: string;
  readonly gsid: string;
  readonly external_id: string;
  readonly name: string;
  readonly email: string;
  readonly email_key: string;
  readonly licence: Licence;
  readonly active: boolean;
  readonly custom_fields?: CustomFieldValues;
}

const USER =
  'colleague.gsid, colleague.external_id, colleague.name, colleague.email, colleague.email_key, colleague.licence, colleague.active';

const columnsOf = ({ forFilters }: Pick<LookUps, 'forFilters'>): string =>
  forFilters ? `${USER}, colleague.custom_fields` : USER;

export const usersOfEmails = async (
  tx: Transaction,
  lookUps: Pick<LookUps, 'userEmails' | 'forFilters'>,
): Promise<UserRow[]> =>
  lookUps.userEmails.length === 0
    ? []
    : tx.query<UserRow>(
        `SELECT colleague.tenant_id, ${columnsOf(lookUps)}
           FROM unnest($1::text[], $2::text[]) AS asked (tenant_id, email_key)
           JOIN users colleague USING (tenant_id, email_key)`,
        columns(lookUps.userEmails),
      );

/** S17. A mapping whose User no longer exists gives no row. */
export const mappedUsers = async (
  tx: Transaction,
  lookUps: Pick<LookUps, 'owners' | 'forFilters'>,
): Promise<(UserRow & { readonly connection_id: string; readonly gong_user_id: string })[]> =>
  lookUps.owners.length === 0
    ? []
    : tx.query(
        `SELECT mapping.tenant_id, mapping.connection_id, mapping.gong_user_id, ${columnsOf(lookUps)}
           FROM unnest($1::text[], $2::uuid[], $3::text[]) AS asked (tenant_id, connection_id, gong_user_id)
           JOIN gong_user_mappings mapping USING (tenant_id, connection_id, gong_user_id)
           JOIN users colleague ON colleague.tenant_id = mapping.tenant_id AND colleague.gsid = mapping.user_gsid`,
        columns(lookUps.owners.map(({ tenantId, connectionId, gongUserId }) => [tenantId, connectionId, gongUserId])),
      );

export const toUser = (row: UserRow): User => ({
  gsid: row.gsid,
  externalId: row.external_id,
  name: row.name,
  email: row.email,
  licence: row.licence,
  active: row.active,
  ...(row.custom_fields === undefined ? {} : { customFields: row.custom_fields }),
});
