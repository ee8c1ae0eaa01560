import type { CallCapturedData, Fact } from '@gong-timeline/contracts';
import type { CrmSystem } from '@gong-timeline/domain';
import { ownerEmails } from '../author/owner';
import { companyEvidence } from '../company/company-evidence';
import { crmLookupKey } from '../company/crm-id-key';
import { emailKeys } from '../people/email-key';

/** Keys of one kind, each with the tenant in whose directory it is looked up; none twice. */
export type TenantKeys = readonly (readonly [tenantId: string, key: string])[];

/** All that a batch of calls may ask of the directory. A key too many costs a look-up, one too few a wrong outcome. */
export interface LookUps {
  readonly accountIds: TenantKeys;
  readonly contactIds: TenantKeys;
  readonly personEmails: TenantKeys;
  readonly domains: TenantKeys;
  readonly userEmails: TenantKeys;
  /** Gong users, as `gongUserKey`. */
  readonly owners: readonly { readonly tenantId: string; readonly connectionId: string; readonly gongUserId: string }[];
}

type CapturedFact = Pick<Fact, 'tenantId'> & { readonly data: CallCapturedData };

export const lookUpsOf = (
  facts: readonly CapturedFact[],
  crmSystems: ReadonlyMap<string, CrmSystem | null>,
): LookUps => {
  const kinds = {
    accountIds: new KeySet(),
    contactIds: new KeySet(),
    personEmails: new KeySet(),
    domains: new KeySet(),
    userEmails: new KeySet(),
  };
  const owners = new Map<string, LookUps['owners'][number]>();
  for (const { tenantId, data } of facts) {
    const evidence = companyEvidence(data, crmSystems.get(tenantId) ?? null);
    kinds.accountIds.add(tenantId, evidence.accountIds.map(crmLookupKey));
    kinds.contactIds.add(tenantId, evidence.contactIds.map(crmLookupKey));
    kinds.domains.add(tenantId, evidence.domains.flat());
    kinds.userEmails.add(tenantId, emailKeys(ownerEmails(data.owner.user)));
    for (const { emailAddress, gongUser } of data.parties) {
      const emails = emailKeys([emailAddress, ...ownerEmails(gongUser)]);
      // A person seen on both sides is one of us, and may be found by either party's address.
      kinds.personEmails.add(tenantId, emails);
      kinds.userEmails.add(tenantId, emails);
    }
    const { gongUserId } = data.owner;
    const { connectionId } = data;
    if (gongUserId !== null)
      owners.set(`${tenantId}/${connectionId}/${gongUserId}`, { tenantId, connectionId, gongUserId });
  }
  return {
    accountIds: kinds.accountIds.pairs,
    contactIds: kinds.contactIds.pairs,
    personEmails: kinds.personEmails.pairs,
    domains: kinds.domains.pairs,
    userEmails: kinds.userEmails.pairs,
    owners: [...owners.values()],
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
