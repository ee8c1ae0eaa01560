import { setImmediate as turn } from 'node:timers/promises';
import { kindOf } from '../middleware/failure';
import type { Delivery } from './delivery';

/** The group takes the partitions back: what has not begun is not begun. `cause` is what Kafka said. */
export class LeftGroupError extends Error {
  override readonly name = 'LeftGroupError';

  constructor(override readonly cause: unknown) {
    super('the group takes the partitions back', { cause });
  }
}

interface Waiting {
  readonly chunk: readonly Delivery[];
  heartbeat(): Promise<void>;
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

  /** `heartbeat` throws when the group rebalances: a chunk that has waited for its turn then gives it up. */
  submit(chunk: readonly Delivery[], heartbeat: () => Promise<void>): Promise<void> {
    const keys = chunk.flatMap(({ key }) => (key === null ? [] : [key.toString('latin1')]));
    return new Promise((resolve, reject) => {
      this.waiting.push({ chunk, keys, heartbeat, resolve, reject });
      if (!this.isPumping) void this.pump();
    });
  }

  private async pump(): Promise<void> {
    this.isPumping = true;
    while (this.waiting.length > 0) {
      // The partitions of one fetch come in one after the other, in the same turn.
      await turn();
      const taken = this.take();
      if (await stillIn(taken)) await this.run(taken);
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

async function stillIn(taken: readonly Waiting[]): Promise<boolean> {
  try {
    await taken[0]?.heartbeat();
    return true;
  } catch (error) {
    for (const one of taken) one.reject(new LeftGroupError(error));
    return false;
  }
}
