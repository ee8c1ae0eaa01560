import { crmLookupKey } from '../company/crm-id-key';
import type { ReadCall } from '../decision/read-call';

/** Keys of one kind, each with the tenant in whose directory it is looked up; none twice. */
export type TenantKeys = readonly (readonly [tenantId: string, key: string])[];

/** All that a batch of calls may ask of the directory. A key too many costs a look-up, one too few a wrong outcome. */
export interface LookUps {
  readonly accountIds: TenantKeys;
  readonly contactIds: TenantKeys;
  readonly personEmails: TenantKeys;
  readonly domains: TenantKeys;
  readonly userEmails: TenantKeys;
  readonly owners: readonly { readonly tenantId: string; readonly connectionId: string; readonly gongUserId: string }[];
  /** Whether companies and Users come with what only filters ask for: a batch without filters does not pay for it. */
  readonly forFilters: boolean;
}

export const lookUpsOf = (calls: readonly ReadCall[]): LookUps => {
  const [accountIds, contactIds, personEmails, domains, userEmails] = [
    new KeySet(),
    new KeySet(),
    new KeySet(),
    new KeySet(),
    new KeySet(),
  ];
  const owners = new Map<string, LookUps['owners'][number]>();
  for (const { tenantId, call, parties, evidence, ownerEmails } of calls) {
    accountIds.add(tenantId, evidence.accountIds.map(crmLookupKey));
    contactIds.add(tenantId, evidence.contactIds.map(crmLookupKey));
    for (const ofOneAddress of evidence.domains) domains.add(tenantId, ofOneAddress);
    userEmails.add(tenantId, ownerEmails);
    for (const { side, emails } of parties) {
      // Somebody seen on both sides is one of us, and may be found by the address of either party.
      userEmails.add(tenantId, emails);
      if (side === 'external') personEmails.add(tenantId, emails);
    }
    const { connectionId, owner } = call;
    const { gongUserId } = owner;
    if (gongUserId !== null) {
      owners.set(`${tenantId}/${connectionId}/${gongUserId}`, { tenantId, connectionId, gongUserId });
    }
  }
  return {
    accountIds: accountIds.pairs,
    contactIds: contactIds.pairs,
    personEmails: personEmails.pairs,
    domains: domains.pairs,
    userEmails: userEmails.pairs,
    owners: [...owners.values()],
    forFilters: calls.some(({ call }) => call.settings.filters !== undefined),
  };
};

class KeySet {
  readonly pairs: [string, string][] = [];
  private readonly seen = new Map<string, Set<string>>();

  add(tenantId: string, keys: readonly string[]): void {
    let known = this.seen.get(tenantId);
    if (known === undefined) this.seen.set(tenantId, (known = new Set()));
    for (const key of keys) {
      if (known.has(key)) continue;
      known.add(key);
      this.pairs.push([tenantId, key]);
    }
  }
}
