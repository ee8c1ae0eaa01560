import type { CallCapturedData, CallResolvedData } from '@gong-timeline/contracts';
import type { OutcomeCode } from '@gong-timeline/domain';
import { matchAttendees } from '../attendees/match-attendees';
import { decideAuthor, type NewUser } from '../author/decide-author';
import { ownerEmails } from '../author/owner';
import { companyEvidence } from '../company/company-evidence';
import { COMPANY_OUTCOMES } from '../company/company-messages';
import { resolveCompany } from '../company/resolve-company';
import { type Company, gongUserKey, named, type TenantDirectory, type User } from '../directory/tenant-directory';
import { emailKeys } from '../people/email-key';
import { waitsForAuthor, waitsForCompany } from '../waiting/what-it-waits-for';

export type CallDecision =
  | {
      readonly ending: 'resolved';
      readonly company: Company;
      readonly author: User;
      readonly attendees: CallResolvedData['attendees'];
    }
  | {
      readonly ending: 'stopped';
      readonly code: OutcomeCode;
      readonly message: string;
      /** Null when the call was stopped before it had one. */
      readonly company: Company | null;
      readonly candidates: readonly (Company | User)[];
      readonly waitsFor: readonly string[];
      /** S24: why it could succeed at once, for people; null when something has to change first. */
      readonly retryBecause: string | null;
    };

/** How a User comes into being: at once, for this call and those after it. */
export type Admit = (newUser: NewUser) => User;

/**
 * Section 5: company, then author; the first that stops a call is its outcome. (Private calls do not come this far.) No
 * User is admitted for a call that was stopped before its author.
 */
export const decideCall = (call: CallCapturedData, directory: TenantDirectory, admit: Admit): CallDecision => {
  const evidence = companyEvidence(call, directory.crmSystem);
  const resolution = resolveCompany(evidence, directory);
  if (resolution.kind !== 'found') {
    const candidates = resolution.kind === 'not-unique' ? resolution.candidates : [];
    return {
      ...stopped(null, { ...COMPANY_OUTCOMES[resolution.kind], candidates }),
      waitsFor: waitsForCompany(call, evidence, candidates, directory),
    };
  }
  const { company } = resolution;

  const decision = decideAuthor(call.owner, usersOf(call, directory));
  switch (decision.kind) {
    case 'use':
      return resolved(call, company, decision.user, directory);
    case 'create':
      return resolved(call, company, admit(decision.newUser), directory);
    case 'create-and-wait':
      admit(decision.newUser);
      return {
        ...stopped(company, { code: 'author.not-present', message: decision.message }),
        retryBecause: `A User for ${decision.newUser.email} was created.`,
      };
    case 'inactive':
    case 'conflict':
    case 'unknown':
      return {
        ...stopped(company, { ...decision, code: `author.${decision.kind}` }),
        waitsFor: waitsForAuthor(call, directory),
      };
    default:
      return decision satisfies never;
  }
};

const usersOf = ({ connectionId, owner }: CallCapturedData, directory: TenantDirectory) => ({
  mapped:
    owner.gongUserId === null ? undefined : directory.usersByGongUser.get(gongUserKey(connectionId, owner.gongUserId)),
  withEmail: named(directory.usersByEmail, emailKeys(ownerEmails(owner.user))),
});

const resolved = (
  call: CallCapturedData,
  company: Company,
  author: User,
  directory: TenantDirectory,
): CallDecision => ({
  ending: 'resolved',
  company,
  author,
  attendees: matchAttendees(call, { author, company }, directory),
});

interface Stop {
  readonly code: OutcomeCode;
  readonly message: string;
  readonly candidates?: readonly (Company | User)[];
}

const stopped = (company: Company | null, { code, message, candidates = [] }: Stop) =>
  ({ ending: 'stopped', code, message, company, candidates, waitsFor: [], retryBecause: null }) as const;
