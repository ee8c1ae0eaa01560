import { setTimeout as pause } from 'node:timers/promises';
import { kindOf } from './failure';
import type { HandleChunk } from './transact';

/** Pauses between the tries of one message that failed for a reason unknown. Short: its partition waits meanwhile. */
export const RETRY_DELAYS_MS: readonly number[] = [100, 500];

/** How often a message was tried is told on its dead letter. */
export class ExhaustedError extends Error {
  override readonly name = 'ExhaustedError';

  constructor(
    readonly attempts: number,
    override readonly cause: unknown,
  ) {
    super('tried in vain', { cause });
  }
}

/**
 * A single message that fails for a reason unknown is tried again a few times. A chunk of several is not: it is halved
 * instead. What is transient passes through at once (the partition pauses), what is permanent is not tried again.
 */
export const retry =
  (next: HandleChunk, delaysMs: readonly number[] = RETRY_DELAYS_MS): HandleChunk =>
  async (chunk) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await next(chunk);
      } catch (error) {
        const kind = kindOf(error);
        if (kind === 'transient' || chunk.length > 1) throw error;
        const delayMs = delaysMs[attempt - 1];
        if (kind === 'permanent' || delayMs === undefined) throw new ExhaustedError(attempt, error);
        await pause(delayMs);
      }
    }
  };
