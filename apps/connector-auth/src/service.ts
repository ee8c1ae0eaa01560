import { defineService } from '@gong-timeline/runtime';
import { AppModule } from './app.module';
import { config } from './config';
import { migrations, SCHEMA } from './store/migrations';
import { subscriptions } from './subscriptions';

export const service = defineService({
  name: 'connector-auth',
  config,
  schema: SCHEMA,
  migrations,
  subscriptions,
  consumerGroup: 'connector-auth',
  module: AppModule,
});
