import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';

export interface EventuallyOptions {
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
  /** What is waited for, in words; it begins the failure's message. */
  readonly what?: string;
}

/**
 * Tries until the function neither throws nor gives false or null, and returns what it gave. Undefined is success, as
 * an assertion gives. On timeout the error tells what was last seen, also when the last try never came back.
 */
export async function eventually<T>(
  attempt: () => T | Promise<T>,
  { timeoutMs = 10_000, intervalMs = 50, what = 'Condition' }: EventuallyOptions = {},
): Promise<Exclude<T, false | null>> {
  const started = Date.now();
  const left = () => Math.max(0, timeoutMs - (Date.now() - started));
  let last: Seen = { how: 'pending' };
  let tries = 0;
  do {
    tries += 1;
    const now = await seen(attempt, left());
    if (now.how === 'gave' && now.value !== false && now.value !== null) return now.value as Exclude<T, false | null>;
    // A try cut off by the deadline says less than the one before it.
    if (now.how !== 'pending' || last.how === 'pending') last = now;
    // It was cut off because the time was up, whatever the clock says: a timer may go off a millisecond before it.
    if (now.how === 'pending') break;
    if (left() > 0) await pause(Math.min(intervalMs, left()));
  } while (left() > 0);

  const error = new Error(
    `${what}: not so after ${timeoutMs} ms and ${tries} ${tries === 1 ? 'try' : 'tries'}. Last seen: ${inWords(last)}`,
    last.how === 'threw' ? { cause: last.error } : undefined,
  );
  Error.captureStackTrace(error, eventually);
  throw error;
}

type Seen = { how: 'gave'; value: unknown } | { how: 'threw'; error: unknown } | { how: 'pending' };

async function seen(attempt: () => unknown, withinMs: number): Promise<Seen> {
  const cancelled = new AbortController();
  const deadline = pause(withinMs, { how: 'pending' } as const, { signal: cancelled.signal });
  const tried = (async () => attempt())().then(
    (value): Seen => ({ how: 'gave', value }),
    (error: unknown): Seen => ({ how: 'threw', error }),
  );
  const first = await Promise.race([tried, deadline]);
  cancelled.abort();
  await deadline.catch(() => undefined);
  return first;
}

function inWords(last: Seen): string {
  if (last.how === 'pending') return 'nothing, the try has not come back';
  if (last.how === 'gave') return inspect(last.value);
  return last.error instanceof Error ? last.error.message : inspect(last.error);
}
