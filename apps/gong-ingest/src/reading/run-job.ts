import { type Database, type TenantDatabase, TenantGoneError } from '@gong-timeline/persistence';
import type { Logger, ServiceClient } from '@gong-timeline/runtime';
import type { GongUsers } from '../gong/gong-users';
import { type GongParts, PatientGong } from '../gong/patient-gong';
import { readUsers } from '../gong/read-users';
import { tellUsers } from '../gong-users/tell-users';
import { unreadRetries } from '../store/retry-wanted.store';
import { LeaseLost } from '../store/take-job';
import { CALLS_A_REQUEST, fetchRetryPage, fetchWindowPage, type RetryPlace, type WindowPlace } from './call-pages';
import type { Decision } from './decide-call';
import { LeaseKeeper, StopWanted } from './lease-keeper';
import { mustHaveActivityType } from './must-have-activity-type';
import { Prefetch } from './prefetch';
import { endHeldJob, giveBack, laidAside, sliceRestarted } from './settle-job';
import { whatBecomes } from './what-becomes';
import { type Page, type RunningJob, type Written, writePages } from './write-pages';

export interface JobRunnerParts {
  readonly database: Database;
  readonly gong: GongParts;
  readonly timelineWriter: Pick<ServiceClient, 'call'>;
  readonly log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
  readonly clock: { now(): Date };
  readonly leaseMs: number;
  /** How long a job may fail in a row before it is given up. */
  readonly patienceMs: number;
  /** For metrics: what was decided of a call. */
  count(decision: Decision['does']): void;
}

/** Pages that wait while others are written: some 1.5 MB, and never much more, whatever Gong sends. */
const PREFETCH = { depth: 5, mostBytes: 8 * 1024 * 1024 };
const PAGES_A_TRANSACTION = 5;

/**
 * Reads a job to its end, or until it must be laid aside, from the checkpoint of whoever had it before. What it throws
 * leaves the job to whoever takes it next: its lease runs out.
 */
export const runJob = async (parts: JobRunnerParts, taken: RunningJob, processEnds: AbortSignal): Promise<void> => {
  const database = parts.database.within(taken.tenantId);
  const keeper = new LeaseKeeper(database, taken, parts.leaseMs, parts.log, processEnds);
  const over = new AbortController();
  const signal = AbortSignal.any([keeper.signal, over.signal]);
  const run = new JobRun(parts, database, taken, new PatientGong(parts.gong, taken, signal), keeper.signal);
  try {
    await run.toItsEnd();
  } catch (error) {
    await run.settle(processEnds.aborted ? processEnds.reason : error, processEnds.aborted);
  } finally {
    keeper.release();
    over.abort(new Error('The job is out of hand'));
  }
};

class JobRun {
  constructor(
    private readonly parts: JobRunnerParts,
    private readonly database: TenantDatabase,
    private job: RunningJob,
    private readonly gong: PatientGong,
    private readonly signal: AbortSignal,
  ) {}

  async toItsEnd(): Promise<void> {
    await this.hasActivityType();
    const list = await readUsers(this.gong, (problem) => {
      this.parts.log.warn({ jobId: this.job.jobId, problem }, 'a user of Gong cannot be read; its calls have no owner');
    });
    // Of what it tells itself a job lets no call of its own be tried again (S28): who changed since its first calls were
    // told is told by the next job.
    if (this.job.callsRead === 0) await tellUsers(this.database, this.job, list);
    for (let ended = false; !ended; ) ended = await this.pages(list.users);
  }

  /** Asked at the start: a job that has told calls goes on with the type they carry, whatever becomes of it meanwhile. */
  private async hasActivityType(): Promise<void> {
    if (this.job.callsRead > 0) return;
    try {
      await mustHaveActivityType(this.parts.timelineWriter, this.job, this.signal);
    } catch (error) {
      this.signal.throwIfAborted();
      throw error;
    }
  }

  /** True when the job is over; false when it is to go on from another place. */
  private async pages(users: GongUsers): Promise<boolean> {
    const pages = this.job.window === null ? await this.retryPages(users) : this.windowPages(users, this.job.window.to);
    try {
      for (;;) {
        const written = await writePages(
          this.database,
          this.job,
          await pages.take(PAGES_A_TRANSACTION),
          this.parts.leaseMs,
        );
        this.job = written.job;
        this.observe(written);
        if (written.ended) return true;
        this.signal.throwIfAborted();
      }
    } catch (error) {
      const fate = this.fateOf(error);
      if (fate.does !== 'restart-slice' || this.signal.aborted) throw error;
      this.job = await sliceRestarted(this.database, this.job, fate.slice);
      return false;
    } finally {
      pages.stop();
    }
  }

  private observe({ calls, malformed }: Written): void {
    const { count, log } = this.parts;
    for (const { decision } of calls) count(decision.does);
    for (const { callId, itemId, problem } of malformed) {
      log.warn(
        { jobId: this.job.jobId, callId, itemId, problem },
        'a call of Gong cannot be read; it is kept as malformed',
      );
    }
  }

  private windowPages(users: GongUsers, end: Date): Prefetch<Page> {
    const slice = this.job.slice;
    const first: WindowPlace | null = slice === null ? null : { slice, cursor: this.job.cursor };
    return new Prefetch<Page>(PREFETCH, first, (at) => fetchWindowPage(this.gong, users, end, at as WindowPlace));
  }

  private async retryPages(users: GongUsers): Promise<Prefetch<Page>> {
    const unread = await unreadRetries(this.database, this.job);
    const batches = Array.from({ length: Math.ceil(unread.length / CALLS_A_REQUEST) }, (_, at) =>
      unread.slice(at * CALLS_A_REQUEST, (at + 1) * CALLS_A_REQUEST),
    );
    const first = batches.length === 0 ? null : { batches };
    return new Prefetch<Page>(PREFETCH, first, (at) => fetchRetryPage(this.gong, users, at as RetryPlace));
  }

  private fateOf(error: unknown, slice = this.job.window === null ? null : this.job.slice) {
    const { failingSince } = this.job;
    const { clock, patienceMs } = this.parts;
    return whatBecomes(error, { now: clock.now(), failingSince, patienceMs, slice });
  }

  async settle(error: unknown, processEnds: boolean): Promise<void> {
    const { database } = this;
    const { log, clock } = this.parts;
    const { jobId } = this.job;
    if (processEnds) return giveBack(database, this.job);
    if (error instanceof TenantGoneError) return log.info({ jobId }, 'the job is let go: its tenant is being wiped');
    if (error instanceof LeaseLost) return log.info({ jobId }, 'another replica goes on with the job');
    if (error instanceof StopWanted) return endHeldJob(database, this.job, error.stop);

    let fate = this.fateOf(error);
    // The cursor was one of Gong's user list, which has no shorter parts: it is read again as a whole, in a while.
    if (fate.does === 'restart-slice') fate = this.fateOf(error, null);
    if (fate.does === 'fail') {
      log.warn({ err: error, jobId, reason: fate.reason }, 'job failed');
      return endHeldJob(database, this.job, { ending: 'failed', ...fate });
    }
    if (fate.does !== 'lay-aside') throw error;
    log.warn({ err: error, jobId, until: fate.until.toISOString() }, 'job laid aside');
    const failingSince = fate.failing ? (this.job.failingSince ?? clock.now()) : this.job.failingSince;
    return laidAside(database, this.job, { until: fate.until, failingSince, step: fate.step });
  }
}
