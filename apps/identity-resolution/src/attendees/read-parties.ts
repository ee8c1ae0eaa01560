import type { CallCapturedData, GongUser, Party } from '@gong-timeline/contracts';
import { emailKey } from '../people/email-key';

/** Whose party it is: the owner's own, a colleague's, or somebody else's. */
export type Side = 'owner' | 'internal' | 'external';

/** A party with what the rules ask of it, worked out once. */
export interface ReadParty {
  readonly party: Party;
  readonly side: Side;
  /** Key of its own e-mail; null when it carries none. */
  readonly email: string | null;
  /** Keys of all e-mails it can be known by: its own, then those of its Gong user. */
  readonly emails: readonly string[];
}

type Owner = CallCapturedData['owner'];

/**
 * S16: who of a call is one of us. Unknown affiliation: internal when the party carries the id of a known Gong user.
 * The owner's own party is the Author's, whatever Gong says of its affiliation. A second, external party with the
 * address of one of us is the same person, and tells nothing of the customer's company (S14).
 */
export const readParties = (parties: readonly Party[], owner: Owner): ReadParty[] => {
  const isOwners = ownersParty(parties, owner);
  const read = parties.map((party): ReadParty => {
    const email = emailKey(party.emailAddress);
    return { party, side: isOwners(party, email) ? 'owner' : sideOf(party), email, emails: allEmails(email, party) };
  });
  const ours = new Set(read.flatMap(({ side, emails }) => (side === 'external' ? [] : emails)));
  return read.map((each) =>
    each.side === 'external' && each.emails.some((email) => ours.has(email)) ? { ...each, side: 'internal' } : each,
  );
};

const sideOf = ({ affiliation, gongUser }: Party): Side =>
  affiliation === 'Internal' || (affiliation === 'Unknown' && gongUser !== null) ? 'internal' : 'external';

/** By Gong user id, else by his address or an alias. Another known Gong user's party is never his. */
const ownersParty = (parties: readonly Party[], { gongUserId, user }: Owner) => {
  if (gongUserId === null) return () => false;
  const isNamed = parties.some((party) => party.gongUserId === gongUserId);
  if (isNamed || user === null) return (party: Party) => party.gongUserId === gongUserId;
  const addresses = emailsOfGongUser(user);
  return (party: Party, email: string | null) => party.gongUser === null && email !== null && addresses.includes(email);
};

/** Keys of a Gong user's address and aliases, each once. */
export const emailsOfGongUser = (user: GongUser | null): string[] => {
  const keys: string[] = [];
  if (user === null) return keys;
  for (const text of [user.emailAddress, ...user.emailAliases]) {
    const key = emailKey(text);
    if (key !== null && !keys.includes(key)) keys.push(key);
  }
  return keys;
};

const allEmails = (email: string | null, { gongUser }: Party): readonly string[] => {
  const keys = emailsOfGongUser(gongUser);
  return email === null || keys.includes(email) ? keys : [email, ...keys];
};
