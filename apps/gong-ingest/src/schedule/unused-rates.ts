import type { Database } from '@gong-timeline/persistence';
import { Loop, type LoopOptions } from '@gong-timeline/runtime';
import { forgetUnusedRates } from '../store/forget-unused-rates';

const HOUR_MS = 60 * 60 * 1000;

/** For what a job that was in hand when its tenant was wiped asked of Gong in its last seconds. */
export class UnusedRates {
  private readonly loop: Loop;

  constructor({ database, log }: { readonly database: Database; readonly log: LoopOptions['log'] }) {
    this.loop = new Loop({
      name: 'unused rates',
      everyMs: HOUR_MS,
      log,
      run: async () => {
        // Across tenants: a rate is done with when no tenant's connection leads there.
        await database.acrossTenants().transaction(forgetUnusedRates);
        return 'idle';
      },
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}
