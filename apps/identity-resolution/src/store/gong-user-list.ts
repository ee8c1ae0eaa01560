import type { GongUser } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import { waitKey } from '../waiting/wait-keys';
import { ofTenant } from './columns';
import type { ConnectionKey } from './gong-connections';

/** A Gong user as an admin sees him. */
export interface GongUserEntry {
  readonly gongUserId: string;
  /** Null when he is gone from Gong's list. */
  readonly user: GongUser | null;
  readonly emailKeys: readonly string[];
  readonly active: boolean;
  readonly createMissing: boolean;
  readonly nameKey: string;
}

interface Row {
  readonly gong_user_id: string;
  readonly gone: boolean;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email_address: string | null;
  readonly email_aliases: string[];
  readonly email_keys: string[];
  readonly active: boolean;
  readonly create_missing: boolean;
  readonly name_key: string;
}

export interface GongUserSearch extends ConnectionKey {
  /** One only. */
  readonly gongUserId?: string;
  /** Part of a name, an address or an id, in any case. */
  readonly search?: string;
}

/** By name, then id. Of those gone from Gong's list only the ones that are still mapped by hand. */
export const listGongUserEntries = async (
  reader: Pick<Transaction, 'query'>,
  { tenantId, connectionId, gongUserId, search }: GongUserSearch,
): Promise<GongUserEntry[]> => {
  const rows = await reader.query<Row>(
    `SELECT gong_user_id, gone, first_name, last_name, email_address, email_aliases, email_keys, active,
            create_missing, name_key
       FROM gong_users known
      WHERE tenant_id = $1 AND connection_id = $2
        AND ($3::text IS NULL OR gong_user_id = $3)
        AND ($4::text IS NULL OR strpos(search_text, $4) > 0)
        AND (NOT gone OR EXISTS (
          SELECT FROM gong_user_mappings mapping
           WHERE mapping.tenant_id = known.tenant_id AND mapping.connection_id = known.connection_id
             AND mapping.gong_user_id = known.gong_user_id))
      ORDER BY name_key, gong_user_id COLLATE "C"`,
    [tenantId, connectionId, gongUserId ?? null, search?.toLowerCase() ?? null],
  );
  return rows.map((row) => ({
    gongUserId: row.gong_user_id,
    user: row.gone
      ? null
      : {
          gongUserId: row.gong_user_id,
          firstName: row.first_name,
          lastName: row.last_name,
          emailAddress: row.email_address,
          emailAliases: row.email_aliases,
        },
    emailKeys: row.email_keys,
    active: row.active,
    createMissing: row.create_missing,
    nameKey: row.name_key,
  }));
};

/** How many calls wait for each of these Gong users. */
export const waitingCalls = async (
  reader: Pick<Transaction, 'query'>,
  { tenantId, connectionId }: ConnectionKey,
  gongUserIds: readonly string[],
): Promise<(gongUserId: string) => number> => {
  const keyOf = (gongUserId: string) => waitKey.gongUser(connectionId, gongUserId);
  const rows = await reader.query<{ key: string; calls: string }>(
    `SELECT key, count(*) AS calls FROM unnest($1::text[], $2::text[]) AS asked (tenant_id, key)
       JOIN wait_keys USING (tenant_id, key) GROUP BY key`,
    ofTenant(tenantId, gongUserIds.map(keyOf)),
  );
  const calls = new Map(rows.map((row) => [row.key, Number(row.calls)]));
  return (gongUserId) => calls.get(keyOf(gongUserId)) ?? 0;
};
