import { randomUUID } from 'node:crypto';
import { Loop, type Metrics } from '@gong-timeline/runtime';
import { type JobRunnerParts, runJob } from './run-job';
import { takeNextJob } from './start-job';
import type { RunningJob } from './write-pages';

export interface JobWorkerOptions {
  readonly mostJobs: number;
  readonly pollMs: number;
}

/** Runs the jobs that are due, several at a time. */
export class JobWorker {
  /** No other process has it: a lease under this name is this process's own, and was let go of after an error. */
  private readonly owner = randomUUID();
  private readonly inHand = new Map<string, Promise<void>>();
  private readonly processEnds = new AbortController();
  private readonly loop: Loop;

  constructor(
    private readonly parts: JobRunnerParts,
    private readonly options: JobWorkerOptions,
    metrics: Pick<Metrics, 'gauge'>,
  ) {
    const running = metrics.gauge({ name: 'gong_ingest_jobs_running', help: 'Jobs that this process has in hand' });
    this.loop = new Loop({
      name: 'jobs',
      everyMs: options.pollMs,
      log: parts.log,
      run: async () => {
        running.set(this.inHand.size);
        return this.turn();
      },
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  /** There is a new job. */
  wake(): void {
    this.loop.wake();
  }

  /** Jobs in hand stop at once and are given back. */
  async beforeApplicationShutdown(): Promise<void> {
    this.processEnds.abort(new Error('The process ends'));
    await this.loop.stop();
    await Promise.all(this.inHand.values());
    await this.parts.gong.client.close();
  }

  private async turn(): Promise<'again' | 'idle'> {
    if (this.inHand.size >= this.options.mostJobs || this.processEnds.signal.aborted) return 'idle';
    const lease = { owner: this.owner, ms: this.parts.leaseMs };
    const taken = await takeNextJob(this.parts.database, lease, [...this.inHand.keys()]);
    if (taken.kind === 'none') return 'idle';
    if (taken.kind === 'job') this.take(taken.job);
    return 'again';
  }

  private take(job: RunningJob): void {
    const { log } = this.parts;
    log.info({ jobId: job.jobId, tenantId: job.tenantId, trigger: job.trigger }, 'job in hand');
    const running = runJob(this.parts, job, this.processEnds.signal)
      .catch((error: unknown) => log.error({ err: error, jobId: job.jobId }, 'job let go of; it is taken again'))
      .finally(() => {
        this.inHand.delete(job.jobId);
        this.loop.wake();
      });
    this.inHand.set(job.jobId, running);
  }
}
