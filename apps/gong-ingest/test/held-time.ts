import type { Database } from '@gong-timeline/persistence';

/**
 * One time for a process and its database. It goes on only when it is told to, and when nobody asks the database: however
 * busy the machine is, what waits so many milliseconds has waited exactly as many.
 */
export class HeldTime {
  private at = 0;
  private readonly asked = new Set<Promise<unknown>>();
  private readonly waiting = new Set<{ readonly until: number; readonly wake: () => void }>();

  constructor(private readonly beginning: Date) {}

  /** In ms since it began. */
  now(): number {
    return this.at;
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting.delete(waits);
        reject(signal?.reason as Error);
      };
      const wake = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const waits = { until: this.at + ms, wake };
      this.waiting.add(waits);
      signal?.addEventListener('abort', leave);
    });
  }

  /** The same database, by this clock. */
  of(database: Database): Database {
    return Object.assign(Object.create(database), {
      query: (sql: string, parameters?: readonly unknown[]) => {
        const seconds = (this.beginning.getTime() + this.at) / 1000;
        const asked = database.query(sql.replaceAll('clock_timestamp()', `to_timestamp(${seconds})`), parameters);
        this.asked.add(asked);
        const answered = () => void this.asked.delete(asked);
        asked.then(answered, answered);
        return asked;
      },
    });
  }

  /** As when the process was too busy to do anything meanwhile: whoever waited for less wakes late. */
  step(ms: number): void {
    this.at += ms;
    for (const waits of this.waiting) {
      if (waits.until > this.at) continue;
      this.waiting.delete(waits);
      waits.wake();
    }
  }

  /** Until everybody waits or is done. */
  async quiet(): Promise<void> {
    do {
      await Promise.allSettled(this.asked);
      await new Promise(setImmediate);
    } while (this.asked.size > 0);
  }

  /** From one wait's end to the next, until the work is done. */
  async until<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const over = () => void (isOver = true);
    work.then(over, over);
    for (;;) {
      await this.quiet();
      if (isOver) return work;
      const next = Math.min(...[...this.waiting].map(({ until }) => until));
      if (next === Number.POSITIVE_INFINITY) throw new Error('The work is not done, and nobody waits for anything');
      this.step(Math.max(0, next - this.at));
    }
  }
}
