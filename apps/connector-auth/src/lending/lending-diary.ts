import type { Database } from '@gong-timeline/persistence';
import { type Clock, type Logger, Loop } from '@gong-timeline/runtime';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { ConnectionKey } from '../store/connection.store';
import { type Lent, saveLastLent } from '../store/last-lent.store';

const EVERY_MS = 60_000;

/**
 * When each token was last lent, to the minute. Lending only notes it in memory; once a minute it is written for all
 * connections at once. A process that is killed loses a minute of it.
 */
export class LendingDiary implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private noted = new Map<string, Lent>();
  private readonly loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Pick<Logger, 'error' | 'debug'>,
  ) {
    this.loop = new Loop({ name: 'lending-diary', everyMs: EVERY_MS, log, run: () => this.turn() });
  }

  note({ tenantId, connectionId }: ConnectionKey): void {
    this.noted.set(`${tenantId}/${connectionId}`, { tenantId, connectionId, at: this.clock.now() });
  }

  async turn(): Promise<'idle'> {
    const noted = this.noted;
    if (noted.size === 0) return 'idle';
    this.noted = new Map();
    try {
      const lent = [...noted.values()];
      const tenants = new Set(lent.map(({ tenantId }) => tenantId));
      await this.database.within([...tenants]).transaction((tx) => saveLastLent(tx, lent));
    } catch (error) {
      // What was noted meanwhile is newer.
      this.noted = new Map([...noted, ...this.noted]);
      throw error;
    }
    return 'idle';
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  /** When a token was last used is not worth a stop that fails. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    await this.turn().catch((error: unknown) => this.log.error({ err: error }, 'last uses of grants are not stored'));
  }
}
