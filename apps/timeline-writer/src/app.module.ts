import { outboxMigration } from '@gong-timeline/persistence';
import { defineService } from '@gong-timeline/runtime';
import { Module } from '@nestjs/common';
import { ActivityTypesApi } from './activity-types/activity-types.api';
import { config } from './config';
import { Activities1772000000001 } from './store/migrations/0001-activities';
import { NamesOfActivityTypes1772000000002 } from './store/migrations/0002-names-of-activity-types';
import { subscriptions } from './subscriptions';
import { TimelineApi } from './timeline.api';

@Module({ controllers: [TimelineApi, ActivityTypesApi] })
export class AppModule {}

export const service = defineService({
  name: 'timeline-writer',
  config,
  schema: 'timeline_writer',
  migrations: [outboxMigration, Activities1772000000001, NamesOfActivityTypes1772000000002],
  subscriptions,
  // Under another name it would read all retained calls again: harmless, since revisions seen are ignored.
  consumerGroup: 'timeline-writer',
  module: AppModule,
});
