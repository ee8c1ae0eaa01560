import type { Job } from '../../api/types';
import { counted } from '../../status/words';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export type LogLife =
  | { readonly state: 'not-ready' }
  | { readonly state: 'expired' }
  | { readonly state: 'there'; readonly words: string };

/** S31: how long the log of a job can still be had. The server has the last word. */
export const logLife = ({ expiresAt, expired }: Job['log'], now: Date): LogLife => {
  if (expiresAt === null) return { state: 'not-ready' };
  const left = new Date(expiresAt).getTime() - now.getTime();
  if (expired || left <= 0) return { state: 'expired' };
  const words = left >= DAY_MS ? counted(Math.floor(left / DAY_MS), 'day') : counted(Math.ceil(left / HOUR_MS), 'hour');
  return { state: 'there', words: `${words} left` };
};
