import type { Person } from '../directory/tenant-directory';
import { byExternalId } from '../people/by-code-point';

/** S16. Several Persons: the one at the company; on a tie the smallest external id. */
export const bestPerson = (persons: readonly Person[], { gsid }: { readonly gsid: string }): Person | undefined => {
  if (persons.length <= 1) return persons[0];
  const there = persons.filter(({ companyGsids }) => companyGsids.includes(gsid));
  return [...(there.length === 0 ? persons : there)].sort(byExternalId)[0];
};
