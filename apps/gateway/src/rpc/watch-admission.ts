import { type Logger, ProblemError } from '@gong-timeline/runtime';

/** With the three seconds that a revocation may go unseen at another replica, a stream outlives its token by eight. */
const LOOK_EVERY_MS = 5_000;

/** What ends a stream. Anything else, such as a database that does not answer, says nothing of the caller. */
const ENDS: ReadonlySet<string> = new Set(['auth.missing', 'auth.forbidden', 'tenant.suspended', 'tenant.gone']);

export interface Admission {
  /** Aborted once the caller may not go on; its reason is the problem to tell. */
  readonly signal: AbortSignal;
  stop(): void;
}

/** A stream is asked again and again who reads it: a token that was revoked, or ran out, hears no more. */
export const watchAdmission = (
  look: () => Promise<unknown>,
  log: Pick<Logger, 'warn'>,
  everyMs = LOOK_EVERY_MS,
): Admission => {
  const ended = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const next = (): void => {
    if (!stopped && !ended.signal.aborted) timer = setTimeout(() => void again(), everyMs).unref();
  };
  const again = async (): Promise<void> => {
    try {
      await look();
    } catch (error) {
      if (error instanceof ProblemError && ENDS.has(error.code)) ended.abort(error);
      else log.warn({ err: error }, 'could not look whether the reader of a stream still may');
    }
    next();
  };
  next();
  return {
    signal: ended.signal,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
