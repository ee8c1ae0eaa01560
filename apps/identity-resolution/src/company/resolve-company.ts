import { type Company, named, type TenantDirectory } from '../directory/tenant-directory';
import { ancestorOfAll } from './ancestor-of-all';
import { type CompanyEvidence, carriesNothing } from './company-evidence';

export type CompanyResolution =
  | { readonly kind: 'found'; readonly company: Company }
  | { readonly kind: 'no-data' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-unique'; readonly candidates: readonly Company[] };

/** S14, S15: which company a call is about. */
export const resolveCompany = (evidence: CompanyEvidence, directory: TenantDirectory): CompanyResolution => {
  if (carriesNothing(evidence)) return { kind: 'no-data' };
  let candidates: readonly string[] = [];
  for (const step of STEPS) {
    candidates = narrow(candidates, step(evidence, directory));
    const winner = candidates.length === 1 ? candidates[0] : ancestorOfAll(candidates, directory.companies);
    const company = winner === undefined ? undefined : directory.companies.get(winner);
    if (company !== undefined) return { kind: 'found', company };
  }
  if (candidates.length === 0) return { kind: 'not-found' };
  return { kind: 'not-unique', candidates: candidates.map((gsid) => directory.companies.get(gsid)).filter(isKnown) };
};

type Step = (evidence: CompanyEvidence, directory: TenantDirectory) => readonly string[];

/** In the order of S14; each gives the companies it names. */
const STEPS: readonly Step[] = [
  ({ accountIds }, { companiesByAccountId }) => all(companiesByAccountId, accountIds),
  ({ contactIds }, { personsByContactId }) =>
    named(personsByContactId, contactIds).flatMap(({ companyGsids }) => companyGsids),
  ({ emails }, { personsByEmail }) => named(personsByEmail, emails).flatMap(({ companyGsids }) => companyGsids),
  ({ domains }, { companiesByDomain }) =>
    domains.flatMap((ofOneAddress) => {
      const longest = ofOneAddress.find((domain) => companiesByDomain.has(domain));
      return longest === undefined ? [] : all(companiesByDomain, [longest]);
    }),
];

/** A step keeps to what the one before left; one that names none of those changes nothing. */
const narrow = (candidates: readonly string[], namedByStep: readonly string[]): readonly string[] => {
  const distinct = [...new Set(namedByStep)];
  if (candidates.length === 0) return distinct;
  const kept = candidates.filter((gsid) => distinct.includes(gsid));
  return kept.length === 0 ? candidates : kept;
};

const all = (index: ReadonlyMap<string, readonly string[]>, keys: readonly string[]): string[] =>
  keys.flatMap((key) => index.get(key) ?? []);

const isKnown = (company: Company | undefined): company is Company => company !== undefined;
