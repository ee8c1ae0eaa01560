import { CONFIG, defineService, type ServiceDefinition } from '@gong-timeline/runtime';
import { Inject, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { AnonymousCallers } from './access/anonymous-callers';
import { CallerAuthenticator } from './access/caller-authenticator';
import { securityHeaders } from './access/security-headers';
import { SessionCallers } from './access/session-callers';
import { TokenCallers } from './access/token-callers';
import { TrustProxies } from './access/trust-proxies';
import type { GatewayConfig } from './config';
import { consolePages } from './console/console-pages';
import { wayBack } from './console/way-back';
import { DocsApi } from './docs-page/docs.api';
import { EventsApi } from './docs-page/events.api';
import { forwardingApi } from './forwarding/forwarding.api';
import { Forwarder } from './forwarding/forwarder';
import { MembersApi } from './members/members.api';
import { OperatorToken } from './operator-token/operator-token';
import { gatewayRpcs } from './rpc/gateway-rpcs';
import { OwnerChannels } from './rpc/owner-channels';
import { ExpiredSweep } from './sessions/expired-sweep';
import { SessionsApi } from './sessions/sessions.api';
import { SIGN_IN_SETTINGS, type SignInSettings, signInSettings } from './settings/sign-in-settings';
import { LocalSignIn } from './sign-in/local-sign-in';
import { SignInApi } from './sign-in/sign-in.api';
import { IdentityProvider } from './sso/identity-provider';
import { SsoApi } from './sso/sso.api';
import { migrations, SCHEMA } from './store/migrations';
import { Remains } from './tenants/remains';
import { TenantLifecycleApi } from './tenants/tenant-lifecycle.api';
import { TenantRemainsApi } from './tenants/tenant-remains.api';
import { TenantWipes } from './tenants/tenant-wipes';
import { TenantsApi } from './tenants/tenants.api';
import { TokensApi } from './tokens/tokens.api';

@Module({
  controllers: [
    TenantsApi,
    TenantLifecycleApi,
    TenantRemainsApi,
    TokensApi,
    MembersApi,
    SignInApi,
    SsoApi,
    SessionsApi,
    DocsApi,
    EventsApi,
    forwardingApi(),
  ],
  providers: [
    { provide: SIGN_IN_SETTINGS, useFactory: signInSettings, inject: [CONFIG] },
    TrustProxies,
    AnonymousCallers,
    TokenCallers,
    SessionCallers,
    LocalSignIn,
    IdentityProvider,
    ExpiredSweep,
    OperatorToken,
    Remains,
    TenantWipes,
    Forwarder,
    OwnerChannels,
  ],
  // For the authenticator, which stands in the runtime's module.
  exports: [SIGN_IN_SETTINGS, AnonymousCallers, TokenCallers, SessionCallers],
})
class AppModule implements NestModule {
  constructor(@Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings) {}

  configure(consumer: MiddlewareConsumer): void {
    const { publicUrl } = this.settings;
    consumer.apply(securityHeaders(publicUrl), wayBack, consolePages({ publicUrl })).forRoutes('{*path}');
  }
}

/** Tells facts, and answers people whether or not Kafka does: what it tells waits in its outbox. */
export const gateway = (config: GatewayConfig): ServiceDefinition =>
  defineService({
    name: 'gateway',
    config,
    schema: SCHEMA,
    migrations,
    subscriptions: [],
    answersWithoutBroker: true,
    module: AppModule,
    authenticator: CallerAuthenticator,
    metricsFor: 'metrics-token',
    grpc: gatewayRpcs,
  });
