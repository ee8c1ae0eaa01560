import { INTERNAL_COLLABORATOR, LICENCES, type Licence, PAID_LICENCES } from '@gong-timeline/domain';
import type { User } from '../directory/tenant-directory';
import { byExternalId } from '../people/by-code-point';

export const isPaid = ({ licence }: User): boolean => PAID.has(licence);
export const isCollaborator = ({ licence }: User): boolean => licence === INTERNAL_COLLABORATOR;

/** Smaller is better: paid licences by tier, then IC; the external kinds are alike (S20-S23). */
export const tierOf = ({ licence }: User): number => TIERS[licence];

/** S16: as the author's rules rank them, on a tie by external id. Inactive ones come last. */
export const byRank = (a: User, b: User): number =>
  Number(b.active) - Number(a.active) || tierOf(a) - tierOf(b) || byExternalId(a, b);

export const highestRanked = (users: readonly User[]): User | undefined =>
  users.length <= 1 ? users[0] : [...users].sort(byRank)[0];

const PAID = new Set<Licence>(PAID_LICENCES);
const RANKED: readonly Licence[] = [...PAID_LICENCES, INTERNAL_COLLABORATOR];
const TIERS = Object.fromEntries(
  LICENCES.map((licence) => [licence, RANKED.includes(licence) ? RANKED.indexOf(licence) : RANKED.length]),
) as Record<Licence, number>;
