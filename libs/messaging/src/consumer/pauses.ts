import { type Backoff, delayMs } from './backoff';

const PAUSE: Backoff = { firstMs: 100, longestMs: 30_000 };

/** Partitions that wait for a dependency, each with a back-off of its own. Their offsets stay where they are. */
export class Pauses {
  private readonly failures = new Map<string, number>();
  private readonly timers = new Set<NodeJS.Timeout>();

  /** Pauses now and resumes by itself. Gives the delay. */
  pause(topic: string, partition: number, pause: () => () => void, atLeastMs: number | null): number {
    const place = `${topic}/${partition}`;
    const failures = (this.failures.get(place) ?? 0) + 1;
    this.failures.set(place, failures);
    const wait = Math.max(delayMs(PAUSE, failures), atLeastMs ?? 0);
    const resume = pause();
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      resume();
    }, wait);
    this.timers.add(timer);
    return wait;
  }

  progress(topic: string, partition: number): void {
    this.failures.delete(`${topic}/${partition}`);
  }

  end(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}
