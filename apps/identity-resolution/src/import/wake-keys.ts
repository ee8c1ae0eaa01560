import { emailKey, emailKeys } from '../people/email-key';
import { waitKey } from '../waiting/wait-keys';
import type { CompanyState, PersonState, UserState } from './next-states';
import type { Change } from './plan-rows';

/**
 * S28: what calls that wait for a change may be waiting for. A change of what no rule looks at (a name, a custom field)
 * wakes nobody. Both the old and the new values count: to lose an id may also make a company unique.
 */
export const wokenByCompany = ({ gsid, before, after }: Change<CompanyState>): string[] => {
  if (before !== null && same(before, after, ['parentExternalId', 'crmAccountIds', 'domains'])) return [];
  const states = [before, after].filter((state) => state !== null);
  return [
    waitKey.company(gsid),
    ...states.flatMap(({ crmAccountIds }) => crmAccountIds.map(waitKey.account)),
    ...states.flatMap(({ domains }) => domains.map(waitKey.domain)),
  ];
};

export const wokenByPerson = ({ before, after }: Change<PersonState>): string[] => {
  if (before !== null && same(before, after, ['emails', 'crmContactIds', 'companyGsids'])) return [];
  const states = [before, after].filter((state) => state !== null);
  return [
    ...states.flatMap(({ crmContactIds }) => crmContactIds.map(waitKey.contact)),
    ...states.flatMap(({ emails }) => emailKeys(emails).map(waitKey.email)),
  ];
};

export const wokenByUser = ({ gsid, before, after }: Change<UserState>): string[] => {
  if (before !== null && same(before, after, ['email', 'licence', 'active'])) return [];
  const emails = [before, after].filter((state) => state !== null).map(({ email }) => emailKey(email) ?? email);
  return [waitKey.user(gsid), ...emails.map(waitKey.owner)];
};

const same = <S, K extends keyof S>(before: S, after: S, fields: readonly K[]): boolean =>
  fields.every((field) => JSON.stringify(before[field]) === JSON.stringify(after[field]));
