import { type Database, type Transaction, tenantsToWipe, wipeTenant } from '@gong-timeline/persistence';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from '../log/logger';
import { Loop } from '../loop';

const EVERY_MS = 2_000;

/** Wipes what this service holds of tenants that are to be wiped. A wipe that was interrupted goes on where it was. */
export class TenantWiper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: Loop;

  constructor(database: Database, log: Logger, andThen?: (tx: Transaction) => Promise<void>) {
    this.loop = new Loop({
      name: 'tenant-wiper',
      everyMs: EVERY_MS,
      log,
      run: async () => {
        for (const tenantId of await tenantsToWipe(database)) {
          await wipeTenant(database, tenantId, { andThen });
          log.info('a tenant was wiped here');
        }
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
