import { retryWanted } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { LOGGER, type Logger, Loop } from '@gong-timeline/runtime';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { takeUntold } from '../store/tell-wanted';

/** Bounds what one turn holds in memory, whatever an admin asked for. */
const CALLS_A_TURN = 1_000;
/** For what a crash left: a request wakes it. */
const EVERY_MS = 5_000;

/** Tells gong-ingest, a part at a time, what an admin wants read again (S28). */
@Injectable()
export class TellWantedRetries implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: Loop;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LOGGER) log: Logger,
  ) {
    this.loop = new Loop({ name: 'tell-wanted-retries', everyMs: EVERY_MS, run: () => this.turn(), log });
  }

  turn(): Promise<'again' | 'idle'> {
    // Whoever asked first is served first.
    return this.database.acrossTenants().transaction(async (tx) => {
      const untold = await takeUntold(tx, CALLS_A_TURN);
      for (const row of untold) {
        tx.tell(retryWanted, {
          tenantId: row.tenant_id,
          correlationId: row.correlation_id,
          causationId: null,
          traceparent: null,
          data: {
            callId: row.call_id,
            connectionId: row.connection_id,
            jobId: row.job_id,
            reason: 'An admin asked for it.',
            byHand: true,
          },
        });
      }
      return untold.length === CALLS_A_TURN ? 'again' : 'idle';
    });
  }

  wake(): void {
    this.loop.wake();
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}
