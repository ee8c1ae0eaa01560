import type { Meaning } from '../../theme/meanings';
import type { ApiToken } from './queries';

const DAY_MS = 86_400_000;
/** Time enough to make another, and to bring it to where it is used. */
const SOON_DAYS = 14;

export const tokenState = (
  { revokedAt, expiresAt }: Pick<ApiToken, 'revokedAt' | 'expiresAt'>,
  now: Date,
): { readonly meaning: Meaning; readonly words: string; readonly works: boolean } => {
  if (revokedAt !== null) return { meaning: 'skipped', words: 'Revoked', works: false };
  const left = new Date(expiresAt).getTime() - now.getTime();
  if (left <= 0) return { meaning: 'skipped', words: 'Expired', works: false };
  const soon = left < SOON_DAYS * DAY_MS;
  return soon
    ? { meaning: 'waiting', words: 'Expires soon', works: true }
    : { meaning: 'ok', words: 'Works', works: true };
};
