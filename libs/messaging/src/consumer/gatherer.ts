import { setImmediate as turn } from 'node:timers/promises';
import { kindOf } from '../middleware/failure';
import type { Delivery } from './delivery';

interface Waiting {
  readonly chunk: readonly Delivery[];
  readonly keys: readonly string[];
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Brings chunks of several partitions together into one, so that what a fetch brought costs one transaction and not one
 * for each partition: most of what a small chunk costs is its transaction. One at a time; what comes meanwhile is
 * gathered for the next. No key is twice in what is handed on.
 *
 * If it fails, each chunk is tried apart, and fails or not by itself: only a partition with a poisonous message pays.
 */
export class Gatherer {
  private waiting: Waiting[] = [];
  private isPumping = false;

  constructor(
    private readonly handle: (chunk: readonly Delivery[]) => Promise<void>,
    private readonly limit: number,
  ) {}

  submit(chunk: readonly Delivery[]): Promise<void> {
    const keys = chunk.flatMap(({ key }) => (key === null ? [] : [key.toString('latin1')]));
    return new Promise((resolve, reject) => {
      this.waiting.push({ chunk, keys, resolve, reject });
      if (!this.isPumping) void this.pump();
    });
  }

  private async pump(): Promise<void> {
    this.isPumping = true;
    while (this.waiting.length > 0) {
      // The partitions of one fetch come in one after the other, in the same turn.
      await turn();
      await this.run(this.take());
    }
    this.isPumping = false;
  }

  private take(): Waiting[] {
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    const keys = new Set<string>();
    let size = 0;
    for (const one of this.waiting) {
      const fits = taken.length === 0 || size + one.chunk.length <= this.limit;
      if (!fits || one.keys.some((key) => keys.has(key))) {
        left.push(one);
        continue;
      }
      taken.push(one);
      size += one.chunk.length;
      for (const key of one.keys) keys.add(key);
    }
    this.waiting = left;
    return taken;
  }

  private async run(taken: readonly Waiting[]): Promise<void> {
    try {
      await this.handle(taken.flatMap(({ chunk }) => chunk));
    } catch (error) {
      const [first] = taken;
      if (taken.length > 1 && kindOf(error) !== 'transient') for (const one of taken) await this.run([one]);
      else if (taken.length > 1) for (const one of taken) one.reject(error);
      else first?.reject(error);
      return;
    }
    for (const one of taken) one.resolve();
  }
}
