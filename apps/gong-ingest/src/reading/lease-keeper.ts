import { type TenantDatabase, TenantGoneError } from '@gong-timeline/persistence';
import type { Logger } from '@gong-timeline/runtime';
import type { Job, Stop } from '../store/job.table';
import { LeaseLost, renewLease } from '../store/take-job';

/** The admin, or the loss of the connection, wants the job to end. */
export class StopWanted extends Error {
  constructor(readonly stop: Stop) {
    super(stop.reason);
    this.name = 'StopWanted';
  }
}

/**
 * Renews the lease of a job while it is in hand, whatever it waits for, and hears that it is to stop. Its signal aborts
 * when the lease is lost, the job is to stop, or the process ends.
 */
export class LeaseKeeper {
  private readonly abort = new AbortController();
  private readonly timer: NodeJS.Timeout;
  readonly signal: AbortSignal;

  constructor(
    private readonly database: TenantDatabase,
    private readonly job: Job,
    private readonly leaseMs: number,
    private readonly log: Pick<Logger, 'warn'>,
    processEnds: AbortSignal,
  ) {
    this.signal = AbortSignal.any([this.abort.signal, processEnds]);
    this.timer = setInterval(() => void this.renew(), leaseMs / 3);
  }

  release(): void {
    clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    try {
      const stop = await renewLease(this.database, this.job, this.leaseMs);
      if (stop !== null) this.abort.abort(new StopWanted(stop));
    } catch (error) {
      if (error instanceof LeaseLost || error instanceof TenantGoneError) this.abort.abort(error);
      // The database is down, say: another replica may take the job when the lease has run out, and this one is fenced.
      else this.log.warn({ err: error, jobId: this.job.jobId }, 'lease not renewed');
    }
  }
}
