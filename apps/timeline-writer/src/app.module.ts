import { outboxMigration } from '@gong-timeline/persistence';
import { defineService } from '@gong-timeline/runtime';
import { Module } from '@nestjs/common';
import { config } from './config';
import { Activities1772000000001 } from './store/migrations/0001-activities';
import { subscriptions } from './subscriptions';
import { TimelineApi } from './timeline.api';

@Module({ controllers: [TimelineApi] })
export class AppModule {}

export const service = defineService({
  name: 'timeline-writer',
  config,
  schema: 'timeline_writer',
  migrations: [outboxMigration, Activities1772000000001],
  subscriptions,
  // Under another name it would read all retained calls again: harmless, since revisions seen are ignored.
  consumerGroup: 'timeline-writer',
  module: AppModule,
});
