import { createHash } from 'node:crypto';

/** As long as Gong's code lives: an answer that comes later could not be completed anyway. */
export const STATE_LIFE_MS = 10 * 60 * 1000;
const STATE_BYTES = 32;

/** What the store knows of a state. Only its hash is kept: who reads the table can complete nothing. */
export interface StoredState {
  readonly connectionId: string;
  readonly actorId: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

export const newState = (random: (size: number) => Buffer): string => random(STATE_BYTES).toString('base64url');

export const hashOfState = (state: string): string => createHash('sha256').update(state, 'utf8').digest('hex');

/** Why this admin cannot complete with this state now, in words; null when he can. */
export function refusalOfState(stored: StoredState | undefined, actorId: string, now: Date): string | null {
  if (stored === undefined) return `This authorization was not begun here. ${BEGIN_AGAIN}`;
  // Before the others: what became of another admin's authorization is not told.
  if (stored.actorId !== actorId) {
    return 'This authorization was begun by another admin: only that admin can complete it. Or begin your own.';
  }
  if (stored.usedAt !== null)
    return `This authorization was completed or refused before; it works once. ${BEGIN_AGAIN}`;
  if (stored.expiresAt <= now) return `This authorization took longer than ten minutes. ${BEGIN_AGAIN}`;
  return null;
}

const BEGIN_AGAIN = 'Open the connection and authorize it again.';
