import type { CallCapturedData, Party } from '@gong-timeline/contracts';
import type { CrmSystem } from '@gong-timeline/domain';
import { partiesBySide } from '../attendees/parties-by-side';
import { emailKeys } from '../people/email-key';
import { crmIdKeys } from './crm-id-key';
import { domainCandidates } from './domain-candidates';

/** What a call carries to find its company by, as keys of the directory (S14). */
export interface CompanyEvidence {
  readonly accountIds: readonly string[];
  readonly contactIds: readonly string[];
  readonly emails: readonly string[];
  /** For each external address the domains it may name a company by, longest first; empty when the setting is off. */
  readonly domains: readonly (readonly string[])[];
}

export const companyEvidence = (
  call: Pick<CallCapturedData, 'accounts' | 'parties' | 'owner' | 'settings'>,
  crmSystem: CrmSystem | null,
): CompanyEvidence => {
  const { external } = partiesBySide(call.parties, call.owner);
  const emails = emailKeys(external.map(({ emailAddress }: Party) => emailAddress));
  return {
    accountIds: crmIdKeys(call.accounts, crmSystem),
    contactIds: crmIdKeys(
      external.flatMap(({ contactIds }) => contactIds),
      crmSystem,
    ),
    emails,
    domains: call.settings.matchDomains ? emails.map(domainCandidates).filter(({ length }) => length > 0) : [],
  };
};

/** S15: an address counts also when the domain setting is off or its domain names nobody. */
export const carriesNothing = ({ accountIds, contactIds, emails }: CompanyEvidence): boolean =>
  accountIds.length === 0 && contactIds.length === 0 && emails.length === 0;
