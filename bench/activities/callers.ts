import { setTimeout as pause } from 'node:timers/promises';

/** What callers saw: how long each answer took, in milliseconds. */
export interface Seen {
  readonly times: readonly number[];
  readonly seconds: number;
}

type Ask = (n: number) => Promise<unknown>;

/** So many callers, each of whom asks again as soon as it is answered. */
export async function crowd(callers: number, seconds: number, ask: Ask): Promise<Seen> {
  const times: number[] = [];
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  let n = 0;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (let from = performance.now(); from < end; from = performance.now()) {
        await ask((n += 1));
        times.push(performance.now() - from);
      }
    }),
  );
  return { times, seconds: (performance.now() - begin) / 1_000 };
}

/** So many answers, however long they take: until compilers and caches have met what is asked. */
export async function warmUp(callers: number, answers: number, ask: Ask): Promise<void> {
  let n = 0;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (n < answers) await ask((n += 1));
    }),
  );
}

const STEP_MS = 1;

/** So many requests a second, spread evenly, however long the answers take: each time counts from when it was due. */
export async function atRate(perSecond: number, seconds: number, ask: Ask): Promise<Seen> {
  const times: number[] = [];
  const waiting = new Set<Promise<void>>();
  const begin = performance.now();
  const all = Math.floor(perSecond * seconds);
  let failure: unknown = null;
  for (let n = 0; n < all && failure === null; ) {
    const due = begin + (n / perSecond) * 1_000;
    if (performance.now() < due) {
      await pause(STEP_MS);
      continue;
    }
    n += 1;
    const one: Promise<void> = ask(n)
      .then(() => void times.push(performance.now() - due))
      .catch((error: unknown) => void (failure ??= error))
      .finally(() => waiting.delete(one));
    waiting.add(one);
  }
  await Promise.all(waiting);
  if (failure !== null) throw failure;
  return { times, seconds: (performance.now() - begin) / 1_000 };
}

/** The time that this share of all answers took at most. */
export const quantile = (times: readonly number[], share: number): number => {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
