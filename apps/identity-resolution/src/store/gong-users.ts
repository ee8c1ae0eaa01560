import type { GongUserSeenData } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import { emailsOfGongUser } from '../attendees/read-parties';
import { ownerName } from '../author/owner';
import { gongUserKey } from '../directory/tenant-directory';
import { nameKey, searchText } from '../directory/name-keys';
import type { ConnectionKey } from './gong-connections';

export interface GongUserKey extends ConnectionKey {
  readonly gongUserId: string;
}

export interface KnownGongUser {
  readonly revision: number;
  /** Keys of his address and aliases; none when he is gone from Gong's list. */
  readonly emailKeys: readonly string[];
}

const textOf = ({ tenantId, connectionId, gongUserId }: GongUserKey): string =>
  `${tenantId}/${gongUserKey(connectionId, gongUserId)}`;

/** What is known of these, before what is told of them now is saved. */
export const knownGongUsers = async (
  tx: Transaction,
  keys: readonly GongUserKey[],
): Promise<(key: GongUserKey) => KnownGongUser | null> => {
  const rows = await tx.query<KnownGongUser & GongUserKey>(
    `SELECT tenant_id AS "tenantId", connection_id AS "connectionId", gong_user_id AS "gongUserId", revision,
            email_keys AS "emailKeys"
       FROM unnest($1::text[], $2::uuid[], $3::text[]) AS asked (tenant_id, connection_id, gong_user_id)
       JOIN gong_users USING (tenant_id, connection_id, gong_user_id)`,
    [
      keys.map(({ tenantId }) => tenantId),
      keys.map(({ connectionId }) => connectionId),
      keys.map(({ gongUserId }) => gongUserId),
    ],
  );
  const known = new Map(rows.map((row) => [textOf(row), row]));
  return (key) => known.get(textOf(key)) ?? null;
};

export interface SeenGongUser extends GongUserSeenData {
  readonly tenantId: string;
}

export const saveGongUsers = (tx: Transaction, users: readonly SeenGongUser[]): Promise<void> =>
  save(
    tx,
    users.map(({ tenantId, connectionId, user, revision, active, createMissing }) => {
      const name = ownerName(user);
      const texts = [name, user.gongUserId, user.emailAddress ?? '', ...user.emailAliases];
      return {
        tenant_id: tenantId,
        connection_id: connectionId,
        gong_user_id: user.gongUserId,
        revision,
        gone: false,
        first_name: user.firstName,
        last_name: user.lastName,
        email_address: user.emailAddress,
        email_aliases: user.emailAliases,
        email_keys: emailsOfGongUser(user),
        active,
        create_missing: createMissing,
        name_key: nameKey(name || (user.emailAddress ?? '') || user.gongUserId),
        search_text: searchText(texts),
      };
    }),
  );

/** Nothing is kept of who he was. */
export const forgetGongUsers = (
  tx: Transaction,
  users: readonly (GongUserKey & { readonly revision: number })[],
): Promise<void> =>
  save(
    tx,
    users.map(({ tenantId, connectionId, gongUserId, revision }) => ({
      tenant_id: tenantId,
      connection_id: connectionId,
      gong_user_id: gongUserId,
      revision,
      gone: true,
      first_name: null,
      last_name: null,
      email_address: null,
      email_aliases: [],
      email_keys: [],
      active: false,
      create_missing: false,
      name_key: gongUserId,
      search_text: gongUserId,
    })),
  );

interface Row {
  readonly tenant_id: string;
  readonly connection_id: string;
  readonly gong_user_id: string;
  readonly revision: number;
  readonly gone: boolean;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email_address: string | null;
  readonly email_aliases: readonly string[];
  readonly email_keys: readonly string[];
  readonly active: boolean;
  readonly create_missing: boolean;
  readonly name_key: string;
  readonly search_text: string;
}

const COLUMNS = `tenant_id, connection_id, gong_user_id, revision, gone, first_name, last_name, email_address,
                 email_aliases, email_keys, active, create_missing, name_key, search_text`;

const save = async (tx: Transaction, rows: readonly Row[]): Promise<void> => {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO gong_users (${COLUMNS})
     SELECT ${COLUMNS} FROM jsonb_populate_recordset(NULL::gong_users, $1)
         ON CONFLICT (tenant_id, connection_id, gong_user_id) DO UPDATE
        SET revision = excluded.revision, gone = excluded.gone, first_name = excluded.first_name,
            last_name = excluded.last_name, email_address = excluded.email_address,
            email_aliases = excluded.email_aliases, email_keys = excluded.email_keys, active = excluded.active,
            create_missing = excluded.create_missing, name_key = excluded.name_key, search_text = excluded.search_text`,
    [JSON.stringify(rows)],
  );
};
