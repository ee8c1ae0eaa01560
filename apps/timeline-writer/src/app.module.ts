import { CONFIG, defineService, LOGGER, type Logger, ServiceClient, ServiceCredentials } from '@gong-timeline/runtime';
import { Module } from '@nestjs/common';
import { ActivityTypesApi } from './activity-types/activity-types.api';
import { config, type Variables } from './config';
import { GONG_INGEST, MediaApi } from './media/media.api';
import { timelineRpcs } from './rpc/timeline-rpcs';
import { migrations, SCHEMA } from './store/migrations';
import { subscriptions } from './subscriptions';
import { TimelineApi } from './timeline.api';
import { TimelinesApi } from './timelines.api';

@Module({
  controllers: [TimelineApi, TimelinesApi, ActivityTypesApi, MediaApi],
  providers: [{ provide: GONG_INGEST, inject: [CONFIG, ServiceCredentials, LOGGER], useFactory: gongIngestOf }],
})
export class AppModule {}

function gongIngestOf({ GONG_INGEST_URL }: Variables, credentials: ServiceCredentials, log: Logger): ServiceClient {
  return new ServiceClient({ baseUrl: GONG_INGEST_URL, credentials, log });
}

export const service = defineService({
  name: 'timeline-writer',
  config,
  schema: SCHEMA,
  migrations,
  subscriptions,
  // Under another name it would read all retained calls again: harmless, since revisions seen are ignored.
  consumerGroup: 'timeline-writer',
  module: AppModule,
  grpc: timelineRpcs,
});
