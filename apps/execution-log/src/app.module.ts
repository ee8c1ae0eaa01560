import { CONFIG, defineService, LOGGER, type Logger, ServiceClient, ServiceCredentials } from '@gong-timeline/runtime';
import { Module } from '@nestjs/common';
import { config } from './config';
import { AuditApi } from './audit.api';
import { CallsApi } from './calls.api';
import { JobLogApi } from './job-log.api';
import { JobProgressApi } from './job-progress.api';
import { JobsApi } from './jobs.api';
import { ProgressFeed } from './progress/progress-feed';
import { PurgeExpiredLogs } from './purge-expired-logs';
import { GONG_INGEST, RetriesApi } from './retrying/retries.api';
import { jobRpcs } from './rpc/job-rpcs';
import { TellWantedRetries } from './retrying/tell-wanted-retries';
import { migrations, SCHEMA } from './store/migrations';
import { subscriptions } from './subscriptions';
import { WatchBalance } from './watch-balance';
import { OutcomesApi } from './outcomes.api';
import { DownloadSlots } from './workbook/download-slots';

@Module({
  controllers: [JobProgressApi, JobsApi, CallsApi, OutcomesApi, JobLogApi, RetriesApi, AuditApi],
  providers: [
    TellWantedRetries,
    { provide: GONG_INGEST, inject: [CONFIG, ServiceCredentials, LOGGER], useFactory: gongIngestOf },
    PurgeExpiredLogs,
    WatchBalance,
    DownloadSlots,
    ProgressFeed,
  ],
})
export class AppModule {}

function gongIngestOf({ GONG_INGEST_URL }: typeof config, credentials: ServiceCredentials, log: Logger): ServiceClient {
  return new ServiceClient({ baseUrl: GONG_INGEST_URL, credentials, log });
}

export const service = defineService({
  name: 'execution-log',
  config,
  schema: SCHEMA,
  migrations,
  subscriptions,
  // Under another name it would read a week of outcomes again: harmless, since what was told already changes nothing.
  consumerGroup: 'execution-log',
  module: AppModule,
  grpc: jobRpcs,
});
