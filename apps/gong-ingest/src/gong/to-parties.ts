import type { Party } from '@gong-timeline/contracts';
import { textOrNull } from './clean-text';
import type { GongCall } from './gong-api';
import type { GongUsers } from './gong-users';
import { readId } from './read-id';
import { toCrmIds } from './to-crm-ids';

/** The people of a call; none when Gong gives no list (imported calls). */
export const toParties = (call: GongCall, users: GongUsers): Party[] =>
  (call.parties ?? []).map((party, at) => {
    const gongUserId = readId(party.userId, `parties[${at}].userId`);
    return {
      name: textOrNull(party.name),
      emailAddress: textOrNull(party.emailAddress),
      affiliation: toAffiliation(party.affiliation),
      gongUserId,
      gongUser: gongUserId === null ? null : (users.get(gongUserId) ?? null),
      contactIds: toCrmIds(party.context, 'Contact'),
    };
  });

const toAffiliation = (affiliation: string | null | undefined): Party['affiliation'] =>
  affiliation === 'Internal' || affiliation === 'External' ? affiliation : 'Unknown';
