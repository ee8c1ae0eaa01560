import { type directory as messages, DirectoryService } from '@gong-timeline/client';
import { type RequestOf, resolveCompanyMethod } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import { defineRpc, notFound, ProblemError } from '@gong-timeline/runtime';
import { carriesNothing } from '../company/company-evidence';
import { crmIdKeys, crmLookupKey } from '../company/crm-id-key';
import { domainCandidates } from '../company/domain-candidates';
import { type CompanyResolution, resolveCompany } from '../company/resolve-company';
import { emailKeys } from '../people/email-key';
import { crmSystemsOf } from '../store/directory-settings';
import { listCompanyEntries } from '../store/list-entries';
import { directoryOf } from './directory-of';

type Evidence = Extract<RequestOf<typeof resolveCompanyMethod>['by'], { $case: 'evidence' }>['value'];

/** By the same rule as calls (S14, S15). */
export const resolveCompanyRpc = defineRpc(
  resolveCompanyMethod,
  DirectoryService.resolveCompany,
  ({ by }, { database, tenantId }) =>
    database.transaction(async (tx): Promise<messages.ResolveCompanyResponse> => {
      if (by.$case !== 'evidence') return company(tx, tenantId, { [by.$case]: by.value });
      const resolution = await byEvidence(tx, tenantId, by.value);
      if (resolution.kind === 'found') return company(tx, tenantId, { gsid: resolution.company.gsid });
      if (resolution.kind !== 'not-unique') throw notFound('company');
      const candidates = resolution.candidates.map(({ gsid, name }) => ({ gsid, name }));
      return { company: undefined, candidates };
    }),
);

const company = async (
  tx: Transaction,
  tenantId: string,
  filters: { gsid?: string; externalId?: string },
): Promise<messages.ResolveCompanyResponse> => {
  const [found] = await listCompanyEntries(tx, { tenantId, filters, after: null, limit: 1 });
  if (found === undefined) throw notFound('company');
  const { parentGsid, ...entry } = found.item;
  return { company: { ...entry, parentGsid: parentGsid ?? undefined }, candidates: [] };
};

const byEvidence = async (tx: Transaction, tenantId: string, given: Evidence): Promise<CompanyResolution> => {
  const crmSystem = (await crmSystemsOf(tx, [tenantId])).get(tenantId) ?? null;
  const keysOf = (ids: readonly string[]) =>
    crmSystem === null
      ? []
      : crmIdKeys(
          ids.map((id) => ({ system: crmSystem, id })),
          crmSystem,
        );
  const emails = emailKeys(given.emails);
  const evidence = {
    accountIds: keysOf(given.crmAccountIds),
    contactIds: keysOf(given.crmContactIds),
    emails,
    domains: given.matchDomains ? emails.map(domainCandidates).filter(({ length }) => length > 0) : [],
  };
  if (carriesNothing(evidence)) {
    const message = "expected an id of the tenant's CRM or an e-mail address such as ana@acme.example";
    throw new ProblemError('request.invalid', `evidence: ${message}`, [{ field: 'evidence', message }]);
  }
  const directory = await directoryOf(tx, tenantId, {
    accountIds: evidence.accountIds.map(crmLookupKey),
    contactIds: evidence.contactIds.map(crmLookupKey),
    personEmails: emails,
    domains: [...new Set(evidence.domains.flat())],
  });
  return resolveCompany(evidence, directory);
};
