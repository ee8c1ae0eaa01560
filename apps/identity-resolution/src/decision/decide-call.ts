import type { CallResolvedData } from '@gong-timeline/contracts';
import type { OutcomeCode } from '@gong-timeline/domain';
import { matchAttendees } from '../attendees/match-attendees';
import { decideAuthor, type NewUser, type OwnersUsers } from '../author/decide-author';
import { companyFields, userFields } from '../filters/fields-of-entries';
import { whyFiltered } from '../filters/why-filtered';
import { COMPANY_OUTCOMES } from '../company/company-messages';
import { resolveCompany } from '../company/resolve-company';
import { type Company, gongUserKey, named, type TenantDirectory, type User } from '../directory/tenant-directory';
import { waitsForAuthor, waitsForCompany } from '../waiting/what-it-waits-for';
import type { ReadCall } from './read-call';

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

/** A User as he would be created; admitted, he is there for this call and those after it. */
export interface Newcomer {
  readonly user: User;
  readonly admit: () => void;
}

/**
 * Section 5: company, filters on Company, author, filters on User; the first that stops a call is its outcome. (Private
 * calls do not come this far.) No User is admitted for a call that was stopped before its author, or by the filters.
 */
export const decideCall = (
  read: ReadCall,
  directory: TenantDirectory,
  newcomer: (newUser: NewUser) => Newcomer,
): CallDecision => {
  const resolution = resolveCompany(read.evidence, directory);
  if (resolution.kind !== 'found') {
    const candidates = resolution.kind === 'not-unique' ? resolution.candidates : [];
    return {
      ...stopped(null, { ...COMPANY_OUTCOMES[resolution.kind], candidates }),
      waitsFor: waitsForCompany(read, candidates, directory),
    };
  }
  const { company } = resolution;
  const filtered = filterOf(read, company, directory);
  const stop = filtered(null);
  if (stop !== null) return stop;
  const resolved = (author: User): CallDecision => ({
    ending: 'resolved',
    company,
    author,
    attendees: matchAttendees(read.parties, { author, company }, directory),
  });

  const decision = decideAuthor(read.call.owner, usersOf(read, directory));
  switch (decision.kind) {
    case 'use':
      return filtered(decision.user) ?? resolved(decision.user);
    case 'create': {
      const { user, admit } = newcomer(decision.newUser);
      const stopAtUser = filtered(user);
      if (stopAtUser !== null) return stopAtUser;
      admit();
      return resolved(user);
    }
    case 'create-and-wait': {
      const { user, admit } = newcomer(decision.newUser);
      const stopAtUser = filtered(user);
      if (stopAtUser !== null) return stopAtUser;
      admit();
      return {
        ...stopped(company, { code: 'author.not-present', message: decision.message }),
        retryBecause: `A User for ${decision.newUser.email} was created.`,
      };
    }
    case 'inactive':
    case 'conflict':
    case 'unknown':
      return {
        ...stopped(company, { ...decision, code: `author.${decision.kind}` }),
        waitsFor: waitsForAuthor(read, directory),
      };
    default:
      return decision satisfies never;
  }
};

/** S8: the filters on Company are tried before the author is known (null), those on User on him. A filtered call waits for nothing. */
const filterOf =
  ({ call: { settings } }: ReadCall, company: Company, { companies }: TenantDirectory) =>
  (author: User | null): CallDecision | null => {
    if (settings.filters === undefined) return null;
    const parent = company.parentGsid === null ? undefined : companies.get(company.parentGsid);
    const message = whyFiltered(settings.filters, {
      company: companyFields(company, parent),
      user: author === null ? null : userFields(author),
    });
    return message === null ? null : stopped(company, { code: 'skipped.filtered', message });
  };

const usersOf = ({ call, ownerEmails }: ReadCall, { usersByGongUser, usersByEmail }: TenantDirectory): OwnersUsers => {
  const { gongUserId } = call.owner;
  return {
    mapped: gongUserId === null ? undefined : usersByGongUser.get(gongUserKey(call.connectionId, gongUserId)),
    withEmail: named(usersByEmail, ownerEmails),
  };
};

interface Stop {
  readonly code: OutcomeCode;
  readonly message: string;
  readonly candidates?: readonly (Company | User)[];
}

const stopped = (company: Company | null, { code, message, candidates = [] }: Stop) =>
  ({ ending: 'stopped', code, message, company, candidates, waitsFor: [], retryBecause: null }) as const;
