export type Labels = Readonly<Record<string, string>>;

/** What messaging measures, without knowing by what. Runtime backs it with Prometheus. */
export interface Meter {
  /** Only ever grows. */
  counter(name: string, help: string, labels: readonly string[]): { add(amount: number, labels: Labels): void };
  gauge(name: string, help: string, labels: readonly string[]): { set(value: number, labels: Labels): void };
  /** Durations in seconds. */
  histogram(name: string, help: string, labels: readonly string[]): { observe(seconds: number, labels: Labels): void };
}

/** For tools and specs that measure nothing. */
export const noMeter: Meter = {
  counter: () => ({ add: () => undefined }),
  gauge: () => ({ set: () => undefined }),
  histogram: () => ({ observe: () => undefined }),
};
