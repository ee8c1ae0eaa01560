import { downloadJobLog } from '@gong-timeline/contracts';
import { isTimeZone } from '@gong-timeline/domain';
import { Database } from '@gong-timeline/persistence';
import { Clock, Implements, Input, type InputOf, ProblemError, recordAudit } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { findJob, refuseExpired } from './find-job';
import { notATimeZone } from './query-filter';
import { allCalls } from './store/read-calls';
import { DownloadSlots } from './workbook/download-slots';
import { streamTo } from './workbook/stream-to';
import { writeWorkbook } from './workbook/write-workbook';

/** S30, S31. */
@Controller()
export class JobLogApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(DownloadSlots) private readonly slots: DownloadSlots,
  ) {}

  /** Once it has begun to flow, what goes wrong can only be told by cutting it off: half a file never looks whole. */
  @Implements(downloadJobLog)
  async download(@Input() input: InputOf<typeof downloadJobLog>): Promise<void> {
    const { identity, params, query, request, response } = input;
    const { tenantId } = identity;
    const { jobId } = params;
    const { timeZone = 'UTC' } = query;
    if (!isTimeZone(timeZone)) throw notATimeZone('query.timeZone');
    const database = this.database.within(tenantId);
    const job = await findJob(database, tenantId, jobId, this.clock.now());
    if (job.endedAt === null) {
      throw new ProblemError(
        'log.not-ready',
        `Job ${jobId} is still running: its log can be downloaded once it has ended`,
      );
    }
    refuseExpired(job);
    await this.slots.take(tenantId, async () => {
      const day = (job.startedAt ?? job.endedAt ?? '').slice(0, 10);
      response.setHeader('content-type', downloadJobLog.responseStream.contentType);
      response.setHeader('content-disposition', `attachment; filename="gong-sync-${day}-${jobId}.xlsx"`);
      response.setHeader('cache-control', 'no-store');
      if (request.method === 'HEAD') return void response.end();
      await database.transaction(async (tx) => {
        const object = { kind: 'job', id: jobId, name: job.connectionName };
        recordAudit(tx, input, { action: 'job-log.downloaded', object });
      });
      await streamTo(response, (to, signal) =>
        writeWorkbook({ job, calls: allCalls(database, tenantId, jobId), timeZone, to, now: this.clock.now(), signal }),
      );
    });
  }
}
