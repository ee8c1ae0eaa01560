import { idempotencyMigration, outboxMigration, outboxTenantsMigration } from '@gong-timeline/persistence';
import { CONFIG, defineService, LOGGER, type Logger, ServiceClient, ServiceCredentials } from '@gong-timeline/runtime';
import { Module } from '@nestjs/common';
import { ActivityTypesApi } from './activity-types/activity-types.api';
import { config, type Variables } from './config';
import { GONG_INGEST, MediaApi } from './media/media.api';
import { Activities1772000000001 } from './store/migrations/0001-activities';
import { NamesOfActivityTypes1772000000002 } from './store/migrations/0002-names-of-activity-types';
import { TenantIsolation1772000000003 } from './store/migrations/0003-tenant-isolation';
import { subscriptions } from './subscriptions';
import { TimelineApi } from './timeline.api';

@Module({
  controllers: [TimelineApi, ActivityTypesApi, MediaApi],
  providers: [{ provide: GONG_INGEST, inject: [CONFIG, ServiceCredentials, LOGGER], useFactory: gongIngestOf }],
})
export class AppModule {}

function gongIngestOf({ GONG_INGEST_URL }: Variables, credentials: ServiceCredentials, log: Logger): ServiceClient {
  return new ServiceClient({ baseUrl: GONG_INGEST_URL, credentials, log });
}

export const service = defineService({
  name: 'timeline-writer',
  config,
  schema: 'timeline_writer',
  migrations: [
    outboxMigration,
    outboxTenantsMigration,
    idempotencyMigration,
    Activities1772000000001,
    NamesOfActivityTypes1772000000002,
    TenantIsolation1772000000003,
  ],
  subscriptions,
  // Under another name it would read all retained calls again: harmless, since revisions seen are ignored.
  consumerGroup: 'timeline-writer',
  module: AppModule,
});
