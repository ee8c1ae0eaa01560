import { defineService, type ServiceDefinition } from '@gong-timeline/runtime';
import { Module } from '@nestjs/common';
import { TokenAuthenticator } from './access/token-authenticator';
import type { GatewayConfig } from './config';
import { DocsApi } from './docs-page/docs.api';
import { forwardingApi } from './forwarding/forwarding.api';
import { Forwarder } from './forwarding/forwarder';
import { OperatorToken } from './operator-token/operator-token';
import { TenantsAndTokens1763800000001 } from './store/migrations/0001-tenants-and-tokens';
import { TenantsApi } from './tenants/tenants.api';

@Module({
  controllers: [TenantsApi, DocsApi, forwardingApi()],
  providers: [OperatorToken, Forwarder],
})
class AppModule {}

/** Hears and tells no facts: it needs no Kafka. */
export const gateway = (config: GatewayConfig): ServiceDefinition =>
  defineService({
    name: 'gateway',
    config,
    schema: 'gateway',
    migrations: [TenantsAndTokens1763800000001],
    subscriptions: [],
    module: AppModule,
    authenticator: TokenAuthenticator,
    metricsFor: 'service-token',
  });
