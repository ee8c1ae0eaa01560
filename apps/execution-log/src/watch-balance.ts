import { Database } from '@gong-timeline/persistence';
import { Clock, LOGGER, type Logger, Loop, Metrics } from '@gong-timeline/runtime';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOST_AFTER_MS, OVERDUE_AFTER_MS, READING_LOST_AFTER_MS } from './job/lost-outcomes';
import { findTroubledJobs, type TroubledJob } from './store/find-troubled-jobs';
import { writeOffJobs } from './store/write-off-jobs';

const EVERY_MS = 60_000;
/** What piled up while the log was down is read first. */
const PATIENCE_MS = 60 * 60 * 1000;
const LOOK_BACK_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * S32: says loudly, in the log and as a metric, when a job's outcomes are more than its calls, or do not all come; and
 * closes a job of which nothing more will be heard, so that none is Running for ever. Across tenants: it watches the
 * installation, and whoever reads its log runs that.
 */
@Injectable()
export class WatchBalance implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: Loop;
  private readonly jobs;
  private readonly told = new Set<string>();
  private readonly since: Date;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.since = clock.now();
    this.jobs = metrics.gauge({
      name: 'execution_log_jobs_in_trouble',
      help: 'Jobs whose outcomes do not add up to the calls they read: more of them (out-of-balance), or missing (overdue)',
      labels: ['trouble'],
    });
    this.loop = new Loop({ name: 'watch-balance', everyMs: EVERY_MS, run: () => this.turn(), log });
  }

  async turn(): Promise<'idle'> {
    const now = this.clock.now().getTime();
    const readBy = new Date(now - OVERDUE_AFTER_MS);
    const jobs = await findTroubledJobs(this.database.acrossTenants(), readBy, new Date(now - LOOK_BACK_MS));
    for (const trouble of ['out-of-balance', 'overdue'] as const) {
      this.jobs.set({ trouble }, jobs.filter((job) => job.trouble === trouble).length);
    }
    for (const job of jobs) this.tellOnce(job);
    const still = new Set(jobs.map(keyOf));
    for (const key of this.told) if (!still.has(key)) this.told.delete(key);
    if (now - this.since.getTime() >= PATIENCE_MS) await this.writeOff(now);
    return 'idle';
  }

  private async writeOff(now: number): Promise<void> {
    const lost = await writeOffJobs(this.database.acrossTenants(), {
      now: new Date(now),
      outcomesUntil: new Date(now - LOST_AFTER_MS),
      readingUntil: new Date(now - READING_LOST_AFTER_MS),
    });
    for (const { tenant_id: tenantId, job_id: jobId, ending, calls_read: callsRead } of lost) {
      this.log.error({ tenantId, jobId, ending, callsRead }, 'a job was closed without what was never told of it');
    }
  }

  private tellOnce(job: TroubledJob): void {
    if (this.told.has(keyOf(job))) return;
    this.told.add(keyOf(job));
    const { tenant_id: tenantId, job_id: jobId, calls_read: callsRead, outcomes, trouble } = job;
    this.log.error(
      { tenantId, jobId, callsRead, outcomes, trouble },
      'the outcomes of a job do not add up to its calls',
    );
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}

const keyOf = ({ tenant_id, job_id, trouble }: TroubledJob): string => `${trouble} ${tenant_id}/${job_id}`;
