import { outboxMigration } from '@gong-timeline/persistence';
import { defineService } from '@gong-timeline/runtime';
import { Module } from '@nestjs/common';
import { config } from './config';
import { CallsApi } from './calls.api';
import { JobLogApi } from './job-log.api';
import { JobProgressApi } from './job-progress.api';
import { JobsApi } from './jobs.api';
import { ProgressFeed } from './progress/progress-feed';
import { PurgeExpiredLogs } from './purge-expired-logs';
import { JobsAndOutcomes1772000000001 } from './store/migrations/0001-jobs-and-outcomes';
import { ReplacedOutcomes1772000000002 } from './store/migrations/0002-replaced-outcomes';
import { LostOutcomes1772000000003 } from './store/migrations/0003-lost-outcomes';
import { subscriptions } from './subscriptions';
import { WatchBalance } from './watch-balance';
import { DownloadSlots } from './workbook/download-slots';

@Module({ controllers: [JobProgressApi, JobsApi, CallsApi, JobLogApi], providers: [PurgeExpiredLogs, WatchBalance, DownloadSlots, ProgressFeed] })
export class AppModule {}

export const service = defineService({
  name: 'execution-log',
  config,
  schema: 'execution_log',
  // It tells no facts; its dead letters go through the outbox.
  migrations: [outboxMigration, JobsAndOutcomes1772000000001, ReplacedOutcomes1772000000002, LostOutcomes1772000000003],
  subscriptions,
  // Under another name it would read a week of outcomes again: harmless, since what was told already changes nothing.
  consumerGroup: 'execution-log',
  module: AppModule,
});
