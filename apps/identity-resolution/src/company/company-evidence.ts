import type { CallCapturedData } from '@gong-timeline/contracts';
import type { CrmSystem } from '@gong-timeline/domain';
import type { ReadParty } from '../attendees/read-parties';
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
  { accounts, settings }: Pick<CallCapturedData, 'accounts' | 'settings'>,
  parties: readonly ReadParty[],
  crmSystem: CrmSystem | null,
): CompanyEvidence => {
  const external = parties.filter(({ side }) => side === 'external');
  const emails = [...new Set(external.map(({ email }) => email).filter((email) => email !== null))];
  return {
    accountIds: crmIdKeys(accounts, crmSystem),
    contactIds: crmIdKeys(
      external.flatMap(({ party }) => party.contactIds),
      crmSystem,
    ),
    emails,
    domains: settings.matchDomains ? emails.map(domainCandidates).filter(({ length }) => length > 0) : [],
  };
};

/** S15: an address counts also when the domain setting is off or its domain names nobody. */
export const carriesNothing = ({ accountIds, contactIds, emails }: CompanyEvidence): boolean =>
  accountIds.length === 0 && contactIds.length === 0 && emails.length === 0;
