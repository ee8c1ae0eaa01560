import type { Database } from '@gong-timeline/persistence';
import { type Logger, Loop } from '@gong-timeline/runtime';
import { wantUnansweredCalls } from '../store/retry-wanted.store';

const HOUR_MS = 60 * 60 * 1000;
/**
 * A call takes three topics to its outcome, and each keeps what was told for a day and up to an hour more: after that
 * long an outcome that has not come never will. The execution log counts such a call as failed at the same time.
 */
const LOST_AFTER_MS = 76 * HOUR_MS;
const MOST_AT_ONCE = 20_000;

interface Parts {
  readonly database: Database;
  readonly clock: { now(): Date };
  readonly log: Pick<Logger, 'debug' | 'warn' | 'error'>;
}

/**
 * No call is lost, not even one whose facts expired because a service was down for days: it is read at Gong again,
 * whether or not it is within the look-back still (S28). Across tenants: it sweeps the table whole.
 */
export class UnansweredCalls {
  private readonly loop: Loop;

  constructor(private readonly parts: Parts) {
    this.loop = new Loop({ name: 'unanswered calls', everyMs: HOUR_MS, log: parts.log, run: () => this.turn() });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  async turn(): Promise<'idle' | 'again'> {
    const { database, clock, log } = this.parts;
    const readBefore = new Date(clock.now().getTime() - LOST_AFTER_MS);
    const wanted = await database
      .acrossTenants()
      .transaction((tx) => wantUnansweredCalls(tx, readBefore, MOST_AT_ONCE));
    if (wanted > 0) log.warn({ wanted }, 'calls that no outcome came back of are read again');
    return wanted < MOST_AT_ONCE ? 'idle' : 'again';
  }
}
