import { type ResponseOf, stopJob } from '@gong-timeline/contracts';
import { Database, type Transaction } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf, notFound, recordAudit } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { endJobs, STOPPED_BY_HAND } from './reading/end-jobs';
import { JobWorker } from './reading/job-worker';
import { nextSlot } from './schedule/slots';
import { lockJob } from './store/end-job';
import type { Job } from './store/job.table';
import { postponeRetries } from './store/retry-wanted.store';

/** Stops one job by hand, as Stopped (S29); the sync stays on. */
@Controller()
export class StopJobApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(JobWorker) private readonly worker: JobWorker,
  ) {}

  @Implements(stopJob)
  async stop(@Input() input: InputOf<typeof stopJob>): Promise<ResponseOf<typeof stopJob>> {
    const { tenantId } = input.identity;
    const { jobId } = input.params;
    const state = await this.database.within(tenantId).transaction(async (tx) => {
      const job = await lockJob(tx, { tenantId, jobId });
      if (job === null) throw notFound('job');
      if (job.ended) return 'ended';
      if (job.stop !== null) return 'stopping';
      await endJobs(tx, job, STOPPED_BY_HAND);
      await holdItsRetries(tx, job);
      const object = { kind: 'job', id: jobId, name: job.connectionName };
      recordAudit(tx, input, { action: 'job.stopped', object, after: { callsRead: job.callsRead } });
      return job.startedAt === null ? 'ended' : 'stopping';
    });
    // One that is laid aside is due now.
    this.worker.wake();
    return { jobId, state };
  }
}

/** They would begin again at once: they wait for the next sync, or until somebody asks for them by hand. */
async function holdItsRetries(tx: Transaction, job: Job): Promise<void> {
  if (job.trigger !== 'retry' || job.settings === null) return;
  await postponeRetries(tx, job, nextSlot(tx.now, job.settings.intervalHours));
}
