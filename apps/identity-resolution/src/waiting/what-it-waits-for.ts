import type { CallCapturedData } from '@gong-timeline/contracts';
import { ownerEmails } from '../author/owner';
import { ancestorsOf } from '../company/ancestor-of-all';
import type { CompanyEvidence } from '../company/company-evidence';
import { type Company, gongUserKey, type TenantDirectory } from '../directory/tenant-directory';
import { emailKeys } from '../people/email-key';
import { waitKey } from './wait-keys';

/** What could give a call its company: anything that its evidence names, or a change of the companies it hangs between. */
export const waitsForCompany = (
  call: Pick<CallCapturedData, 'accounts' | 'parties'>,
  evidence: CompanyEvidence,
  candidates: readonly Company[],
  { companies }: TenantDirectory,
): string[] => {
  const carriesCrmIds =
    call.accounts.some(isUsable) || call.parties.some(({ contactIds }) => contactIds.some(isUsable));
  const family = candidates.flatMap(({ gsid }) => [gsid, ...ancestorsOf(gsid, companies)]);
  return distinct([
    ...(carriesCrmIds ? [waitKey.crmSystem()] : []),
    ...evidence.accountIds.map(waitKey.account),
    ...evidence.contactIds.map(waitKey.contact),
    ...evidence.emails.map(waitKey.email),
    ...evidence.domains.flat().map(waitKey.domain),
    ...family.map(waitKey.company),
  ]);
};

/** What could give a call its Author: a User of the owner's e-mails, or another mapping of the owner. */
export const waitsForAuthor = (
  { connectionId, owner }: Pick<CallCapturedData, 'connectionId' | 'owner'>,
  { usersByGongUser }: TenantDirectory,
): string[] => {
  if (owner.gongUserId === null) return [];
  const mapped = usersByGongUser.get(gongUserKey(connectionId, owner.gongUserId));
  return distinct([
    waitKey.gongUser(connectionId, owner.gongUserId),
    ...(mapped === undefined ? [] : [waitKey.user(mapped.gsid)]),
    ...emailKeys(ownerEmails(owner.user)).map(waitKey.owner),
  ]);
};

const isUsable = ({ system, id }: { readonly system: string; readonly id: string }): boolean =>
  system !== 'HubSpot' && id.trim() !== '';

const distinct = (keys: readonly string[]): string[] => [...new Set(keys)];
