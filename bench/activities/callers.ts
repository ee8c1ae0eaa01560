/** How a list behaves under callers who ask again as soon as they are answered. */
export interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const WARM_UP_MS = 2_000;

export async function load(callers: number, seconds: number, ask: (n: number) => Promise<unknown>): Promise<Load> {
  const times: number[] = [];
  const begin = performance.now() + WARM_UP_MS;
  const end = begin + seconds * 1_000;
  let n = 0;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (;;) {
        const from = performance.now();
        if (from >= end) return;
        await ask((n += 1));
        if (from >= begin) times.push(performance.now() - from);
      }
    }),
  );
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { perSecond: times.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}
