import type { Location } from 'react-router';

/** Goes with the way to the sign-in that nobody chose: pages let go of what would hold somebody back. */
export const SESSION_ENDED = { sessionEnded: true } as const;

export const hasSessionEnded = ({ state }: Location): boolean =>
  (state as Partial<typeof SESSION_ENDED> | null)?.sessionEnded === true;
