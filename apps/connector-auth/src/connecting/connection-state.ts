import type { ConnectionState } from '@gong-timeline/contracts';
import { whyConnectionNotUsable } from '@gong-timeline/domain';
import type { Static } from '@sinclair/typebox';

export type State = Static<typeof ConnectionState>;

/** S4: which state may follow which. Active follows itself: an admin may authorise again at any time. */
const MOVES: Readonly<Record<State, readonly State[]>> = {
  pending: ['active', 'revoked'],
  active: ['active', 'needs-reauthorization', 'revoked'],
  'needs-reauthorization': ['active', 'revoked'],
  revoked: [],
};

export const mayBecome = (from: State, to: State): boolean => MOVES[from].includes(to);

/** Why no token can be lent in this state, for people; null when one can. */
export function whyNotUsable({ state, name }: { readonly state: State; readonly name: string }): string | null {
  return state === 'active' ? null : whyConnectionNotUsable(state, name);
}

export const NOT_YET_AUTHORIZED = 'Not authorized at Gong yet.';
