import { classifyDatabaseError } from '@gong-timeline/persistence';
import { GongFailure } from '../gong/gong-errors';
import { isPassing } from '../gong/patient-gong';
import { MustWait } from '../gong/request-slots';
import { laidAsideForMs } from './back-off';
import { ActivityTypeNotUsable } from './must-have-activity-type';
import type { ReadWindow } from './read-window';
import { afterCursorExpired } from './slices';

/** What is to become of a job whose reading was interrupted. */
export type Fate =
  /** Read again from a first page, in parts that a cursor outlives. */
  | { readonly does: 'restart-slice'; readonly slice: ReadWindow }
  /** Give the lease back; any replica goes on at that time. `failing`: it counts towards giving up. */
  | { readonly does: 'lay-aside'; readonly until: Date; readonly failing: boolean; readonly step: string }
  /** `retriesAfterMs`: when what a retry has not read is tried again, where that is not as usual. */
  | { readonly does: 'fail'; readonly reason: string; readonly retriesAfterMs?: number }
  /** Our database is down: nothing can be written about it either. */
  | { readonly does: 'let-go' };

interface Circumstances {
  readonly now: Date;
  /** Since when nothing could be read; null when something just was. */
  readonly failingSince: Date | null;
  /** How long a job may fail in a row before it is given up. */
  readonly patienceMs: number;
  /** The part of the window in hand; null for a retry, which reads by id. */
  readonly slice: ReadWindow | null;
}

/** Only an admin can mend it. Rarely enough that the log does not fill with retries that fail. */
const UNTIL_SETTINGS_CHANGE_MS = 60 * 60_000;

export const whatBecomes = (error: unknown, { now, failingSince, patienceMs, slice }: Circumstances): Fate => {
  if (error instanceof MustWait) {
    const until = new Date(now.getTime() + error.inMs);
    return {
      does: 'lay-aside',
      until,
      failing: false,
      step: `waiting for Gong until ${inWords(until)}: ${error.message}`,
    };
  }
  if (error instanceof GongFailure && error.action === 'restart-window' && slice !== null) {
    const shorter = afterCursorExpired(slice);
    return shorter === null
      ? { does: 'fail', reason: `${error.message}, even for a minute of calls.` }
      : { does: 'restart-slice', slice: shorter };
  }
  if (error instanceof ActivityTypeNotUsable) {
    return { does: 'fail', reason: error.message, retriesAfterMs: UNTIL_SETTINGS_CHANGE_MS };
  }
  const final = finalReason(error);
  if (final !== null) return { does: 'fail', reason: final };

  // Asked last: what went wrong with Gong may carry the same socket errors inside.
  if (!isPassing(error) && !(error instanceof GongFailure) && classifyDatabaseError(error) === 'transient') {
    return { does: 'let-go' };
  }
  const why = isPassing(error) || error instanceof GongFailure ? messageOf(error) : 'Something went wrong on our side';
  const since = failingSince ?? now;
  const failingForMs = now.getTime() - since.getTime();
  if (failingForMs >= patienceMs) {
    return {
      does: 'fail',
      reason: `${why}. It was tried since ${inWords(since)}; the next run reads what is missing.`,
    };
  }
  const until = new Date(now.getTime() + laidAsideForMs(failingForMs));
  return { does: 'lay-aside', until, failing: true, step: `trying again at ${inWords(until)}: ${why}` };
};

/** Why trying again would not help, for people; null when it might. */
const finalReason = (error: unknown): string | null => {
  if (error instanceof GongFailure) {
    switch (error.action) {
      case 'new-token':
        return `${error.message}. Authorise the connection again.`;
      case 'configuration':
        return `${error.message}. A technical admin at Gong can change that; then authorise the connection again.`;
      case 'refuse':
        return `${error.message}.`;
      default:
        return null;
    }
  }
  const { code, detail } = error as { code?: unknown; detail?: unknown };
  // As it is: the fact that may come first gives the same reason, word for word.
  if (code === 'connection.not-usable') return String(detail);
  return code === 'not-found' ? `The connection cannot be used: ${String(detail)}` : null;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
/** To the nearest minute, UTC. */
const inWords = (time: Date): string => {
  const minute = new Date(Math.round(time.getTime() / 60_000) * 60_000);
  return `${minute.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
};
