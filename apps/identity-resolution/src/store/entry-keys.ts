import type { Transaction } from '@gong-timeline/persistence';
import type { EntryKey } from './crm-ids';

type KeyTable =
  | { readonly table: 'company_domains'; readonly key: 'domain'; readonly owner: 'company_gsid' }
  | { readonly table: 'person_emails'; readonly key: 'email_key'; readonly owner: 'person_gsid' };

export const COMPANY_DOMAINS: KeyTable = { table: 'company_domains', key: 'domain', owner: 'company_gsid' };
export const PERSON_EMAILS: KeyTable = { table: 'person_emails', key: 'email_key', owner: 'person_gsid' };

export const replaceKeys = async (
  tx: Transaction,
  { table, key, owner }: KeyTable,
  tenantId: string,
  { removed, added }: { readonly removed: readonly EntryKey[]; readonly added: readonly EntryKey[] },
): Promise<void> => {
  if (removed.length > 0) {
    await tx.query(
      `DELETE FROM ${table} USING unnest($1::text[], $2::uuid[], $3::text[]) AS old (tenant_id, gsid, key)
        WHERE ${table}.tenant_id = old.tenant_id AND ${table}.${key} = old.key AND ${table}.${owner} = old.gsid`,
      [removed.map(() => tenantId), removed.map(([gsid]) => gsid), removed.map(([, value]) => value)],
    );
  }
  if (added.length > 0) {
    await tx.query(
      `INSERT INTO ${table} (tenant_id, ${owner}, ${key}) SELECT $1, * FROM unnest($2::uuid[], $3::text[])`,
      [tenantId, added.map(([gsid]) => gsid), added.map(([, value]) => value)],
    );
  }
};
