import { defineService } from '@gong-timeline/runtime';
import { AppModule } from './app.module';
import { config } from './config';
import { syncRpcs } from './rpc/sync-rpcs';
import { forgetUnusedRates } from './store/forget-unused-rates';
import { migrations, SCHEMA } from './store/migrations';
import { subscriptions } from './subscriptions';

export const service = defineService({
  name: 'gong-ingest',
  config,
  schema: SCHEMA,
  migrations,
  subscriptions,
  whenTenantWiped: forgetUnusedRates,
  consumerGroup: 'gong-ingest',
  module: AppModule,
  grpc: syncRpcs,
});
