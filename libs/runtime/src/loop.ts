import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from './log/logger';

export interface LoopOptions {
  readonly name: string;
  /** How long it rests when a turn had nothing to do. */
  readonly everyMs: number;
  /** One turn. `again`: there is more, go on at once. The signal says that the process stops. */
  run(signal: AbortSignal): Promise<'again' | 'idle'>;
  readonly log: Pick<Logger, 'error' | 'debug'>;
  onError?(error: unknown): void;
}

const FIRST_BACK_OFF_MS = 250;
const LONGEST_BACK_OFF_MS = 30_000;

/**
 * Runs one function over and over until it is stopped; turns never overlap. A turn that throws is logged and tried again
 * after a back-off that doubles; a wake-up does not shorten it, so a dependency that is down is not hammered.
 */
export class Loop {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private woken = false;
  private rest: AbortController | undefined;

  constructor(private readonly options: LoopOptions) {}

  start(): void {
    this.running ??= this.turns();
  }

  /** Ends the rest at once; a wake-up during a turn means one more turn right after it. */
  wake(): void {
    this.woken = true;
    this.rest?.abort();
  }

  /** Resolves when the turn in hand has ended. No turn begins after it. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.rest?.abort();
    await this.running;
  }

  private async turns(): Promise<void> {
    const { signal } = this.stopping;
    let failures = 0;
    while (!signal.aborted) {
      this.woken = false;
      try {
        const next = await this.options.run(signal);
        failures = 0;
        if (next === 'idle' && !this.woken) await this.pause(this.options.everyMs);
        else await new Promise(setImmediate);
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        const backOffMs = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (failures - 1));
        this.options.log.error({ err: error, loop: this.options.name, failures, backOffMs }, 'loop turn failed');
        this.options.onError?.(error);
        await wait(backOffMs, undefined, { signal }).catch(ignoreAbort);
      }
    }
  }

  private async pause(ms: number): Promise<void> {
    const rest = new AbortController();
    this.rest = rest;
    if (this.stopping.signal.aborted) return;
    await wait(ms, undefined, { signal: rest.signal }).catch(ignoreAbort);
    this.rest = undefined;
  }
}

const ignoreAbort = (error: unknown): void => {
  if ((error as Error | null)?.name !== 'AbortError') throw error;
};
