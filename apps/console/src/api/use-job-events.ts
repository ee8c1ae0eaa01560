import { useEffect } from 'react';
import { setStreamLost } from '../frame/connection-state';
import type { Job } from './types';

/** Long enough that the pause between two streams, which end every ten minutes, is not told as a loss. */
const LOST_AFTER_MS = 5_000;

/**
 * Jobs as they change, live: all that run, or one. The browser connects again by itself; a stream that stays away is
 * told by the frame's quiet strip until it is back. `hear` and `opened` must be stable.
 */
export const useJobEvents = (hear: (job: Job) => void, { jobId, enabled = true, opened }: Options = {}): void => {
  useEffect(() => {
    if (!enabled) return;
    const address = jobId === undefined ? '/api/jobs/progress' : `/api/jobs/${jobId}/progress`;
    const source = new EventSource(address);
    let timer: number | undefined;
    const back = (): void => {
      window.clearTimeout(timer);
      timer = undefined;
      setStreamLost(address, false);
    };
    source.addEventListener('open', () => {
      back();
      opened?.();
    });
    source.addEventListener('job', (event) => {
      back();
      hear(JSON.parse((event as MessageEvent<string>).data) as Job);
    });
    source.addEventListener('error', () => {
      // Closed for good: the job has ended (204), and there is nothing more to hear.
      if (source.readyState === EventSource.CLOSED) return back();
      timer ??= window.setTimeout(() => setStreamLost(address, true), LOST_AFTER_MS);
    });
    return () => {
      source.close();
      back();
    };
  }, [hear, jobId, enabled, opened]);
};

interface Options {
  readonly jobId?: string;
  readonly enabled?: boolean;
  /** Each time that the stream stands: a job that ended before is not told, so what shows jobs asks for them again. */
  opened?(): void;
}
