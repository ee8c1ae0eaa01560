import { ancestorsOf } from '../company/ancestor-of-all';
import type { ReadCall } from '../decision/read-call';
import { type Company, gongUserKey, type TenantDirectory } from '../directory/tenant-directory';
import { waitKey } from './wait-keys';

/** What could give a call its company: anything that its evidence names, or a change of the companies it hangs between. */
export const waitsForCompany = (
  { call, evidence }: ReadCall,
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
  { call: { connectionId, owner }, ownerEmails }: ReadCall,
  { usersByGongUser }: TenantDirectory,
): string[] => {
  if (owner.gongUserId === null) return [];
  const mapped = usersByGongUser.get(gongUserKey(connectionId, owner.gongUserId));
  return distinct([
    waitKey.gongUser(connectionId, owner.gongUserId),
    ...(mapped === undefined ? [] : [waitKey.user(mapped.gsid)]),
    ...ownerEmails.map(waitKey.owner),
  ]);
};

const isUsable = ({ system, id }: { readonly system: string; readonly id: string }): boolean =>
  system !== 'HubSpot' && id.trim() !== '';

const distinct = (keys: readonly string[]): string[] => [...new Set(keys)];
