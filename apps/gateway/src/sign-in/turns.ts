import { ProblemError } from '@gong-timeline/runtime';

/** Each takes 128 MiB and a thread of the pool that everything else of the process shares. */
const AT_ONCE = 2;
/** More than that would wait for longer than anybody does: told to come back, before it costs anything. */
const MOST_WAITING = 50;

/** Bounds how many costly things are done at once; the others wait their turn, in order. */
export class Turns {
  private busy = 0;
  private readonly waiting: (() => void)[] = [];

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.busy >= AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) {
        const headers = { 'retry-after': '5' };
        throw new ProblemError(
          'rate.limited',
          'Too many sign in at the same time; try again in 5 s',
          undefined,
          headers,
        );
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.busy += 1;
    }
    try {
      return await work();
    } finally {
      // Whoever waits longest takes this place over; else it is free.
      const next = this.waiting.shift();
      if (next === undefined) this.busy -= 1;
      else next();
    }
  }
}
