import type { CrmSystem, Licence } from '@gong-timeline/domain';

/** What an entry's custom fields hold, by their names. */
export type CustomFieldValues = Readonly<Record<string, string | number | boolean | null>>;

export interface Company {
  readonly gsid: string;
  readonly name: string;
  readonly parentGsid: string | null;
  /** What filters alone ask for (S8): only when a call of the batch has any. */
  readonly details?: {
    readonly externalId: string;
    readonly parentExternalId: string | null;
    readonly customFields: CustomFieldValues;
  };
}

export interface Person {
  readonly gsid: string;
  readonly externalId: string;
  readonly name: string;
  /** As the directory has it first; null when the person has no e-mail. */
  readonly emailAddress: string | null;
  readonly companyGsids: readonly string[];
}

export interface User {
  readonly gsid: string;
  readonly externalId: string;
  readonly name: string;
  readonly email: string;
  readonly licence: Licence;
  readonly active: boolean;
  /** What filters alone ask for (S8): only when a call of the batch has any. */
  readonly customFields?: CustomFieldValues;
}

/**
 * As much of one tenant's directory as a batch of calls asks for. CRM ids are keyed by `crmIdKey`, e-mails by
 * `emailKey`, Gong users by `gongUserKey`. Companies come with all their ancestors.
 */
export interface TenantDirectory {
  readonly crmSystem: CrmSystem | null;
  readonly companies: ReadonlyMap<string, Company>;
  readonly companiesByAccountId: ReadonlyMap<string, readonly string[]>;
  readonly companiesByDomain: ReadonlyMap<string, readonly string[]>;
  readonly personsByContactId: ReadonlyMap<string, readonly Person[]>;
  readonly personsByEmail: ReadonlyMap<string, readonly Person[]>;
  readonly usersByEmail: ReadonlyMap<string, readonly User[]>;
  /** S17: what an admin mapped by hand. A User that no longer exists is not in it. */
  readonly usersByGongUser: ReadonlyMap<string, User>;
}

export const gongUserKey = (connectionId: string, gongUserId: string): string => `${connectionId}/${gongUserId}`;

/** All that the keys name, each once, in their order. */
export const named = <T extends { readonly gsid: string }>(
  index: ReadonlyMap<string, readonly T[]>,
  keys: readonly string[],
): readonly T[] => {
  let found: readonly T[] = NONE;
  for (const key of keys) {
    const items = index.get(key);
    if (items === undefined) continue;
    found =
      found.length === 0 ? items : [...found, ...items.filter(({ gsid }) => !found.some((one) => one.gsid === gsid))];
  }
  return found;
};

const NONE: readonly never[] = [];
