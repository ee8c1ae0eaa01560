import type { ReadParty } from './read-parties';

/** One person of a call: all parties that are certainly the same one, in the order of the call. */
export type OnePerson = readonly ReadParty[];

/**
 * S16: same Gong user or same e-mail (aliases count) is the same person, also by way of a third party. Equal names
 * alone prove nothing.
 */
export const samePerson = (parties: readonly ReadParty[]): OnePerson[] => {
  const groupOf = new Map<string, number>();
  const groups: (number[] | null)[] = [];
  parties.forEach((party, index) => {
    let members = [index];
    const keys = identities(party);
    for (const key of keys) {
      const known = groupOf.get(key);
      if (known === undefined) continue;
      members = [...(groups[known] ?? []), ...members];
      groups[known] = null;
    }
    groups.push(members);
    // Those of a group taken over lead to it from now on.
    const taken = members.length === 1 ? [keys] : members.map((member) => identities(parties[member] as ReadParty));
    for (const key of taken.flat()) groupOf.set(key, groups.length - 1);
  });
  return groups
    .filter((members) => members !== null)
    .map((members) => [...new Set(members)].sort((a, b) => a - b))
    .sort(([a = 0], [b = 0]) => a - b)
    .map((members) => members.map((member) => parties[member] as ReadParty));
};

const identities = ({ party, emails }: ReadParty): readonly string[] =>
  party.gongUserId === null ? emails : [`gong user ${party.gongUserId}`, ...emails];

/** By which e-mails a person is looked up in the directory, each once. */
export const emailsOf = (person: OnePerson): readonly string[] => {
  const [first] = person;
  return person.length === 1 && first !== undefined
    ? first.emails
    : [...new Set(person.flatMap(({ emails }) => emails))];
};

/** As shown for somebody whom the directory does not know: the first name and the first e-mail given. */
export const nameGiven = (person: OnePerson): string | null =>
  person.map(({ party }) => party.name?.trim() ?? '').find((name) => name !== '') ?? null;

export const emailGiven = (person: OnePerson): string | null =>
  person.find(({ email }) => email !== null)?.party.emailAddress?.trim() ?? null;
