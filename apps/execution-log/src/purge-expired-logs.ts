import { Database } from '@gong-timeline/persistence';
import { Clock, LOGGER, type Logger, Loop } from '@gong-timeline/runtime';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { expiredWhenEndedBy } from './job/log-expiry';
import { purgeSomeRows } from './store/purge-logs';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * S31: at the start and once a day, the rows of logs that have expired go. That they expired is told by time alone.
 * Across tenants: whoever's they are.
 */
@Injectable()
export class PurgeExpiredLogs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: Loop;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) log: Logger,
  ) {
    this.loop = new Loop({ name: 'purge-expired-logs', everyMs: DAY_MS, run: () => this.turn(), log });
  }

  async turn(): Promise<'again' | 'idle'> {
    const purged = await purgeSomeRows(this.database.acrossTenants(), expiredWhenEndedBy(this.clock.now()));
    return purged ? 'again' : 'idle';
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}
