import { Database } from '@gong-timeline/persistence';
import { LOGGER, type Logger, Loop } from '@gong-timeline/runtime';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { purgeImports, purgeRejectedRows } from '../store/rejected-rows';
import { forgottenBefore } from './rejected/file-life';

const HOUR_MS = 60 * 60 * 1000;
/** Up to 32 MiB each: few in one transaction. */
const SOME = 5;

/** Files of rejected rows go when they have expired, imports after 90 days. That they expired is told by time alone. */
@Injectable()
export class PurgeImports implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: Loop;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LOGGER) log: Logger,
  ) {
    this.loop = new Loop({ name: 'purge-imports', everyMs: HOUR_MS, run: () => this.turn(), log });
  }

  turn(): Promise<'again' | 'idle'> {
    // Across tenants: what has expired goes for everybody at once.
    return this.database.acrossTenants().transaction(async (tx) => {
      const purged = await purgeRejectedRows(tx, SOME);
      await purgeImports(tx, forgottenBefore(tx.now));
      return purged === SOME ? 'again' : 'idle';
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}
