import { randomUUID } from 'node:crypto';
import type { Database } from '@gong-timeline/persistence';
import { Loop, type LoopOptions } from '@gong-timeline/runtime';
import { connectionsThatSync, takeSlot } from '../store/connection.store';
import type { Connection } from '../store/connection.table';
import { activeRuns, queueJob } from '../store/queue-job';
import { connectionsToRetry } from '../store/retry-wanted.store';
import { dueSlot } from './slots';

export interface SchedulerParts {
  readonly database: Database;
  readonly log: LoopOptions['log'];
  readonly clock: { now(): Date };
  readonly pollMs: number;
  /** There may be a new job. */
  wakeWorker(): void;
}

/**
 * Queues what the clock asks for: a run for each slot (S6), a retry for what is due to be read again (S28). It looks
 * across tenants, for the clock is everybody's, and queues within the connection's own.
 */
export class Scheduler {
  private readonly loop: Loop;

  constructor(private readonly parts: SchedulerParts) {
    this.loop = new Loop({ name: 'schedule', everyMs: parts.pollMs, log: parts.log, run: () => this.turn() });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  async turn(): Promise<'idle'> {
    const { clock, wakeWorker } = this.parts;
    const all = this.parts.database.acrossTenants();
    const now = clock.now();
    let queued = 0;
    for (const connection of await connectionsThatSync(all)) {
      const { intervalHours } = connection.settings;
      const slot = dueSlot({ now, intervalHours, lastSlotAt: connection.lastSlotAt });
      if (slot !== null && (await this.queueSlot(connection, slot))) queued += 1;
    }
    for (const connection of await connectionsToRetry(all, now)) {
      if (await this.queueRetry(connection)) queued += 1;
    }
    if (queued > 0) wakeWorker();
    return 'idle';
  }

  /** A slot is seen to once, by whichever replica is first; a run that is still going on stands for it. */
  private queueSlot(connection: Connection, slot: Date): Promise<boolean> {
    return this.parts.database.within(connection.tenantId).transaction(async (tx) => {
      if (!(await takeSlot(tx, connection, slot))) return false;
      if ((await activeRuns(tx, connection)).length > 0) return false;
      const job = { jobId: randomUUID(), trigger: 'schedule', slotAt: slot } as const;
      return (await queueJob(tx, connection, job)) !== null;
    });
  }

  private queueRetry(connection: Connection): Promise<boolean> {
    return this.parts.database.within(connection.tenantId).transaction(async (tx) => {
      const job = { jobId: randomUUID(), trigger: 'retry', slotAt: null } as const;
      return (await queueJob(tx, connection, job)) !== null;
    });
  }
}
