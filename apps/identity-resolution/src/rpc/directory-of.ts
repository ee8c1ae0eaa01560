import type { Transaction } from '@gong-timeline/persistence';
import type { LookUps } from '../directory/look-ups';
import type { TenantDirectory } from '../directory/tenant-directory';
import { crmSystemsOf } from '../store/directory-settings';
import { loadDirectories } from '../store/load-directories';

/** Keys without their tenant, of each kind that is asked for. */
export type Asked = Partial<
  Record<'accountIds' | 'contactIds' | 'personEmails' | 'domains' | 'userEmails', readonly string[]>
>;

/** As much of the tenant's directory as these keys name: loaded as it is for calls, so that the rules find the same. */
export const directoryOf = async (tx: Transaction, tenantId: string, asked: Asked): Promise<TenantDirectory> => {
  const keys = (kind: keyof Asked) => (asked[kind] ?? []).map((key) => [tenantId, key] as const);
  const lookUps: LookUps = {
    accountIds: keys('accountIds'),
    contactIds: keys('contactIds'),
    personEmails: keys('personEmails'),
    domains: keys('domains'),
    userEmails: keys('userEmails'),
    owners: [],
    forFilters: false,
  };
  const directories = await loadDirectories(tx, lookUps, await crmSystemsOf(tx, [tenantId]));
  const directory = directories.get(tenantId);
  if (directory === undefined) throw new Error(`No directory was loaded for ${tenantId}`);
  return directory;
};
