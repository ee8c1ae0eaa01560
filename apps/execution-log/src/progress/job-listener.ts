import type { Writable } from 'node:stream';
import type { WatchedJob } from '../store/watch-jobs';
import { AS_EVENTS, eventIdOf, type JobFormat } from './job-event';

/** Well below the minute after which proxies give up on a silent answer. */
const HEARTBEAT_MS = 15_000;
/** Then the client connects again, and is asked again who he is. */
const LONGEST_LIFE_MS = 10 * 60_000;

export interface Wish {
  readonly tenantId: string;
  /** One job, until it ends; null: all of the tenant. */
  readonly jobId: string | null;
  readonly connectionId: string | null;
  /** What the client says that he has; null when he is new. */
  readonly lastEventId: string | null;
}

/**
 * One client of the live progress (S33). He is told the newest state of each job and nothing twice; what he is too slow
 * for is left out, so that no more than one event a job is ever kept for him.
 */
export class JobListener {
  private readonly told = new Map<string, string>();
  private readonly kept = new Map<string, WatchedJob>();
  private readonly since: number;
  private wroteAt: number;
  private isNew = true;

  /** `nowMs` is of a clock that only goes forward. */
  constructor(
    readonly wish: Wish,
    private readonly to: Writable,
    nowMs: number,
    private readonly format: JobFormat = AS_EVENTS,
  ) {
    this.since = this.wroteAt = nowMs;
    if (format.begin !== null) this.to.write(format.begin);
  }

  /** All that is watched of his tenant now. */
  see(jobs: readonly WatchedJob[], now: Date, nowMs: number): void {
    for (const job of jobs) if (this.isNews(job)) this.kept.set(job.job_id, job);
    for (const { job_id, version } of jobs) this.told.set(job_id, version);
    this.isNew = false;
    if (this.to.writableNeedDrain || this.to.writableEnded) return;
    for (const job of this.kept.values()) this.to.write(this.format.job(job, now));
    if (this.kept.size > 0) this.wroteAt = nowMs;
    const over = [...this.kept.values()].some((job) => job.job_id === this.wish.jobId && job.ended_at !== null);
    this.kept.clear();
    if (over) this.to.end();
  }

  tick(nowMs: number): void {
    if (nowMs - this.since >= LONGEST_LIFE_MS) return this.end();
    if (this.format.beat === null || nowMs - this.wroteAt < HEARTBEAT_MS) return;
    if (this.to.writableNeedDrain || this.to.writableEnded) return;
    this.to.write(this.format.beat);
    this.wroteAt = nowMs;
  }

  /** Lets him go; one who does not read is cut off, since the end would never reach him. */
  end(): void {
    if (this.to.writableNeedDrain || this.to.writableEnded) this.to.destroy();
    else this.to.end();
  }

  private isNews(job: WatchedJob): boolean {
    const { jobId, connectionId, lastEventId } = this.wish;
    if (jobId !== null && job.job_id !== jobId) return false;
    if (connectionId !== null && job.connection_id !== connectionId) return false;
    if (this.told.get(job.job_id) === job.version) return false;
    // What had ended before he came is news only to one who was here before, or who asks for this very job.
    if (this.isNew && job.ended_at !== null && jobId === null) return lastEventId !== null;
    return !(this.isNew && lastEventId === eventIdOf(job) && job.ended_at === null);
  }
}
