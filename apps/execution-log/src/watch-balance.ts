import { Database } from '@gong-timeline/persistence';
import { Clock, LOGGER, type Logger, Loop, Metrics } from '@gong-timeline/runtime';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { findTroubledJobs, type TroubledJob } from './store/find-troubled-jobs';

const EVERY_MS = 60_000;
/** Longer than any step needs for what is under way, shorter than the pause between two runs. */
const OVERDUE_AFTER_MS = 30 * 60 * 1000;
const LOOK_BACK_MS = 7 * 24 * 60 * 60 * 1000;

/** S32: says loudly, in the log and as a metric, when a job's outcomes are more than its calls, or do not all come. */
@Injectable()
export class WatchBalance implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: Loop;
  private readonly jobs;
  private readonly told = new Set<string>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(Metrics) metrics: Metrics,
  ) {
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
    const jobs = await findTroubledJobs(this.database, readBy, new Date(now - LOOK_BACK_MS));
    for (const trouble of ['out-of-balance', 'overdue'] as const) {
      this.jobs.set({ trouble }, jobs.filter((job) => job.trouble === trouble).length);
    }
    for (const job of jobs) this.tellOnce(job);
    const still = new Set(jobs.map(keyOf));
    for (const key of this.told) if (!still.has(key)) this.told.delete(key);
    return 'idle';
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
