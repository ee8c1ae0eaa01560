import { checkRetry, type ResponseOf, retryJobCalls } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Clock, Implements, Input, type InputOf, type ServiceClient, recordAudit } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { findJob, refuseExpired } from '../find-job';
import { invalid } from '../query-filter';
import { loggedCalls, wantAll, wantCalls } from '../store/want-retries';
import { refuseUnlogged } from './refuse-unlogged';
import { TellWantedRetries } from './tell-wanted-retries';
import { whatToRetry } from './what-to-retry';

/** Injection token of the client of gong-ingest. */
export const GONG_INGEST = Symbol('GONG_INGEST');

/** Retries by hand (S28). */
@Controller()
export class RetriesApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(GONG_INGEST) private readonly gongIngest: Pick<ServiceClient, 'call'>,
    @Inject(TellWantedRetries) private readonly teller: TellWantedRetries,
  ) {}

  /** All that is asked for is noted in one transaction, and told after it: a crash in between loses and doubles nothing. */
  @Implements(retryJobCalls)
  async retry(@Input() input: InputOf<typeof retryJobCalls>): Promise<ResponseOf<typeof retryJobCalls>> {
    const { identity, params, body, correlationId, traceparent } = input;
    const { tenantId } = identity;
    const { jobId } = params;
    const database = this.database.within(tenantId);
    const job = await findJob(database, tenantId, jobId, this.clock.now());
    refuseExpired(job);
    const what = whatToRetry(body);
    if ('fault' in what) throw invalid(what.field, what.fault);
    // Asked before anything is noted, and outside the transaction: what cannot be read now is refused now, in words.
    const { connectionId } = job;
    await this.gongIngest.call(checkRetry, { tenantId, params: { connectionId }, correlationId, traceparent });

    const asked = { tenantId, jobId, correlationId };
    const counts = await database.transaction(async (tx) => {
      const after = what.kind === 'all' ? { all: true, codes: what.codes } : { callIds: what.callIds };
      recordAudit(tx, input, {
        action: 'calls.retried',
        object: { kind: 'job', id: jobId, name: job.connectionName },
        after,
      });
      if (what.kind === 'all') return wantAll(tx, asked, what.codes);
      refuseUnlogged(job, what.callIds, await loggedCalls(tx, asked, what.callIds));
      return wantCalls(tx, asked, what.callIds);
    });
    this.teller.wake();
    return { jobId, ...counts };
  }
}
