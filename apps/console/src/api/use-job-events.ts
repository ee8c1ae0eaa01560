import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { setStreamLost } from '../frame/connection-state';
import { askWhoIsSignedIn } from '../frame/use-me';
import { openAgainAfterMs } from './open-again-after';
import { toProblem } from './problem';
import type { Job } from './types';

const ADDRESS = '/api/jobs/progress';
/** Long enough that the pause between two streams, which end every ten minutes, is not told as a loss. */
const LOST_AFTER_MS = 5_000;

/**
 * Jobs as they change, live. A stream that broke the browser connects again by itself; one that was refused it gives up,
 * so that it is opened anew here. One that stays away is told by the frame's quiet strip until it is back.
 *
 * `opened` is called each time that the stream stands: a job that ended before is not told, so what shows jobs asks for
 * them again. Both must be stable.
 */
export const useJobEvents = (hear: (job: Job) => void, opened: () => void): void => {
  const client = useQueryClient();
  useEffect(() => {
    let source: EventSource;
    let lost: number | undefined;
    let again: number | undefined;
    let refusals = 0;
    let left = false;
    const back = (): void => {
      window.clearTimeout(lost);
      lost = undefined;
      setStreamLost(ADDRESS, false);
    };
    const refused = async (): Promise<void> => {
      refusals += 1;
      if ((await isSignedOut(client)) || left) return;
      again = window.setTimeout(open, openAgainAfterMs(refusals, Math.random()));
    };
    const open = (): void => {
      source = new EventSource(ADDRESS);
      source.addEventListener('open', () => {
        refusals = 0;
        back();
        opened();
      });
      source.addEventListener('job', (event) => {
        back();
        hear(JSON.parse((event as MessageEvent<string>).data) as Job);
      });
      source.addEventListener('error', () => {
        lost ??= window.setTimeout(() => setStreamLost(ADDRESS, true), LOST_AFTER_MS);
        if (source.readyState === EventSource.CLOSED) void refused();
      });
    };
    open();
    return () => {
      left = true;
      source.close();
      window.clearTimeout(again);
      back();
    };
  }, [hear, opened, client]);
};

/**
 * A browser does not say why a stream was refused. Asking who is signed in leads to the sign-in by itself once nobody is,
 * and shows it at once when somebody may no longer see jobs.
 */
const isSignedOut = async (client: QueryClient): Promise<boolean> => {
  try {
    await askWhoIsSignedIn(client);
    return false;
  } catch (error) {
    return toProblem(error).status === 401;
  }
};
