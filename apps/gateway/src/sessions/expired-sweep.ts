import { Database } from '@gong-timeline/persistence';
import { LOGGER, type Logger, Loop } from '@gong-timeline/runtime';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../settings/sign-in-settings';
import { FAILURES_KEPT_MS } from '../sign-in/throttle';
import { deleteExpired } from '../store/delete-expired';

const EVERY_MS = 10 * 60_000;

/** What has ended is refused in any case; this only keeps it from piling up. */
@Injectable()
export class ExpiredSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: Loop;

  constructor(
    @Inject(Database) database: Database,
    @Inject(LOGGER) log: Logger,
    @Inject(SIGN_IN_SETTINGS) { idleMs }: SignInSettings,
  ) {
    this.loop = new Loop({
      name: 'expired-sweep',
      everyMs: EVERY_MS,
      log,
      run: async () => {
        // Across tenants: what has ended is swept away for everybody at once.
        await database
          .acrossTenants()
          .transaction((tx) =>
            deleteExpired(tx, { idleMs, failuresBefore: new Date(tx.now.getTime() - FAILURES_KEPT_MS) }),
          );
        return 'idle';
      },
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
