import type { Party } from '@gong-timeline/contracts';
import { ownerEmails } from '../author/owner';
import { emailKey, emailKeys } from '../people/email-key';

/** One person of a call: all parties that are certainly the same one, in the order of the call. */
export type OnePerson = readonly Party[];

/**
 * S16: same Gong user or same e-mail (aliases count) is the same person, also by way of a third party. Equal names
 * alone prove nothing.
 */
export const samePerson = (parties: readonly Party[]): OnePerson[] => {
  const groups = new Map<string, Set<Party>>();
  const all = new Set<Set<Party>>();
  for (const party of parties) {
    const keys = identities(party);
    const merged = new Set<Party>();
    for (const known of new Set(keys.map((key) => groups.get(key)).filter((group) => group !== undefined))) {
      for (const member of known) merged.add(member);
      all.delete(known);
    }
    merged.add(party);
    all.add(merged);
    for (const key of [...merged].flatMap(identities)) groups.set(key, merged);
  }
  const position = new Map(parties.map((party, n) => [party, n]));
  const inOrder = (a: Party, b: Party) => (position.get(a) ?? 0) - (position.get(b) ?? 0);
  return [...all].map((group) => [...group].sort(inOrder)).sort(([a], [b]) => (a && b ? inOrder(a, b) : 0));
};

/** By which e-mails a person is looked up in the directory: those the parties carry, then those of their Gong user. */
export const emailsOf = (person: OnePerson): string[] =>
  emailKeys([
    ...person.map(({ emailAddress }) => emailAddress),
    ...person.flatMap(({ gongUser }) => ownerEmails(gongUser)),
  ]);

const identities = (party: Party): string[] => [
  ...(party.gongUserId === null ? [] : [`gong ${party.gongUserId}`]),
  ...emailsOf([party]).map((email) => `email ${email}`),
];

/** As shown for somebody whom the directory does not know: the first name and the first e-mail given. */
export const nameGiven = (person: OnePerson): string | null =>
  person.map(({ name }) => name?.trim() ?? '').find((name) => name !== '') ?? null;

export const emailGiven = (person: OnePerson): string | null =>
  person.map(({ emailAddress }) => emailAddress?.trim() ?? null).find((address) => emailKey(address) !== null) ?? null;
