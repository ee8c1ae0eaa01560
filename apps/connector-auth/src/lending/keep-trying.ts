import { setTimeout as pause } from 'node:timers/promises';
import { classifyDatabaseError } from '@gong-timeline/persistence';
import type { RefreshLog } from './refresh-grant';

const BACK_OFF_MS = 250;

/**
 * For the one piece of work that must not be given up while the process lives: storing a pair that Gong has just given,
 * since Gong has already voided the old one. Only the database being away is waited for.
 */
export async function keepTrying<T>(
  { log }: { readonly log: Pick<RefreshLog, 'error'> },
  work: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (classifyDatabaseError(error) !== 'transient') throw error;
      log.error({ err: error, backOffMs: BACK_OFF_MS }, 'a new pair of tokens is not stored yet');
      await pause(BACK_OFF_MS);
    }
  }
}
