import { canSignIn, type MemberRow } from '../store/member.store';

type Change = { readonly role: 'admin' | 'member'; readonly active: boolean };

const runsTheTenant = (member: MemberRow): boolean => member.role === 'admin' && canSignIn(member);

/**
 * Whether the change (null: removal) would leave the tenant without an admin who can sign in. Who is only invited does
 * not count: the link may never be used.
 */
export const wouldLeaveNoAdmin = (members: readonly MemberRow[], member: MemberRow, change: Change | null): boolean => {
  if (!runsTheTenant(member)) return false;
  if (change !== null && change.role === 'admin' && change.active) return false;
  return !members.some((other) => other.memberId !== member.memberId && runsTheTenant(other));
};
