import type { CallCapturedData, Fact } from '@gong-timeline/contracts';
import type { CrmSystem } from '@gong-timeline/domain';
import { emailsOfGongUser, type ReadParty, readParties } from '../attendees/read-parties';
import { type CompanyEvidence, companyEvidence } from '../company/company-evidence';

/** A captured call with what the rules ask of it, worked out once: to know what to load, and to decide. */
export interface ReadCall {
  readonly tenantId: string;
  readonly call: CallCapturedData;
  readonly parties: readonly ReadParty[];
  readonly evidence: CompanyEvidence;
  /** Keys of the owner's address and aliases. */
  readonly ownerEmails: readonly string[];
}

export const readCall = (
  { tenantId, data: call }: Pick<Fact, 'tenantId'> & { readonly data: CallCapturedData },
  crmSystem: CrmSystem | null,
): ReadCall => {
  const parties = readParties(call.parties, call.owner);
  return {
    tenantId,
    call,
    parties,
    evidence: companyEvidence(call, parties, crmSystem),
    ownerEmails: emailsOfGongUser(call.owner.user),
  };
};
