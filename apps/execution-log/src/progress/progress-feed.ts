import type { Writable } from 'node:stream';
import { Database } from '@gong-timeline/persistence';
import { Clock, LOGGER, type Logger, Loop, Metrics, ProblemError } from '@gong-timeline/runtime';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type WatchedJob, watchJobs } from '../store/watch-jobs';
import type { JobFormat } from './job-event';
import { JobListener, type Wish } from './job-listener';

const EVERY_MS = 500;
/** So long a job that ended is told to those who connect again. */
const RECENT_MS = 10 * 60_000;
const MOST_LISTENERS = 500;
const MOST_OF_A_TENANT = 40;
const TRY_AGAIN_SECONDS = '30';

/**
 * Looks what became of running jobs, once for all clients of this process, and only while there are any: one short query
 * twice a second. Not told by the writers (NOTIFY): that would take a lock of the whole database at each of their commits.
 */
@Injectable()
export class ProgressFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly listeners = new Set<JobListener>();
  private readonly loop: Loop;
  private readonly listening;
  private running: readonly WatchedJob[] = [];
  private stopped = false;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) log: Logger,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.listening = metrics.gauge({
      name: 'execution_log_progress_listeners',
      help: 'Clients that follow the progress of jobs',
    });
    this.loop = new Loop({ name: 'progress-feed', everyMs: EVERY_MS, run: () => this.turn(), log });
  }

  /** Tells the client until he goes, until what he asked for is over, or until the process stops. */
  async follow(wish: Wish, to: Writable, format?: JobFormat): Promise<void> {
    const gone = new Promise<void>((resolve) => to.once('close', resolve));
    const listener = new JobListener(wish, to, performance.now(), format);
    this.listeners.add(listener);
    this.listening.set({}, this.listeners.size);
    // A stop that came while the job was looked up.
    if (this.stopped) listener.end();
    else this.loop.wake();
    await gone;
    this.listeners.delete(listener);
    this.listening.set({}, this.listeners.size);
  }

  refuseTooMany(tenantId: string): void {
    const own = [...this.listeners].filter(({ wish }) => wish.tenantId === tenantId).length;
    if (own < MOST_OF_A_TENANT && this.listeners.size < MOST_LISTENERS) return;
    throw new ProblemError(
      'rate.limited',
      'Too many clients follow the progress of jobs just now: close one, or ask for the job from time to time instead',
      undefined,
      { 'retry-after': TRY_AGAIN_SECONDS },
    );
  }

  async turn(): Promise<'idle'> {
    const wishes = [...this.listeners].map(({ wish }) => wish);
    if (wishes.length === 0) {
      this.running = [];
      return 'idle';
    }
    const asked = wishes.flatMap(({ tenantId, jobId }) => (jobId === null ? [] : [{ tenantId, jobId }]));
    const ran = this.running.map(({ tenant_id: tenantId, job_id: jobId }) => ({ tenantId, jobId }));
    const now = this.clock.now();
    const tenantIds = [...new Set(wishes.map(({ tenantId }) => tenantId))];
    const jobs = await watchJobs(this.database.within(tenantIds), {
      tenantIds,
      jobs: [...asked, ...ran],
      endedSince: new Date(now.getTime() - RECENT_MS),
    });
    this.running = jobs.filter(({ ended_at }) => ended_at === null);
    const nowMs = performance.now();
    for (const listener of this.listeners) {
      // One who came while the query was under way may be of a tenant that it did not ask for.
      if (!wishes.includes(listener.wish)) continue;
      const own = jobs.filter(({ tenant_id }) => tenant_id === listener.wish.tenantId);
      listener.see(own, now, nowMs);
      listener.tick(nowMs);
    }
    return 'idle';
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  /** Each client's stream is ended properly, so that he connects again: to another replica. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const listener of this.listeners) listener.end();
    await this.loop.stop();
  }
}
