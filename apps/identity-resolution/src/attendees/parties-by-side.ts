import type { CallCapturedData, Party } from '@gong-timeline/contracts';
import { ownerEmails } from '../author/owner';
import { emailKey, emailKeys } from '../people/email-key';

type Owner = CallCapturedData['owner'];

/**
 * S16: who of a call is one of us. Unknown affiliation: internal when the party carries the id of a known Gong user.
 * The owner's own party is internal whatever Gong says of it: it is the Author.
 */
export const partiesBySide = (
  parties: readonly Party[],
  owner: Owner,
): { readonly internal: readonly Party[]; readonly external: readonly Party[] } => {
  const isOwners = ownersParty(parties, owner);
  const internal = new Set(
    parties.filter(
      (party) =>
        party.affiliation === 'Internal' ||
        (party.affiliation === 'Unknown' && party.gongUser !== null) ||
        isOwners(party),
    ),
  );
  return { internal: [...internal], external: parties.filter((party) => !internal.has(party)) };
};

/** S16: the owner's own party, by Gong user id, else by his address or an alias. Another known Gong user's is never his. */
export const ownersParty = (parties: readonly Party[], owner: Owner): ((party: Party) => boolean) => {
  const { gongUserId } = owner;
  if (gongUserId === null) return () => false;
  if (parties.some((party) => party.gongUserId === gongUserId)) return (party) => party.gongUserId === gongUserId;
  const addresses = new Set(emailKeys(ownerEmails(owner.user)));
  return (party) => {
    const email = emailKey(party.emailAddress);
    return party.gongUser === null && email !== null && addresses.has(email);
  };
};
