import type { AppName } from '@gong-timeline/domain';
import type { Subscription } from '@gong-timeline/messaging';
import type { DatabaseOptions, MigrationClass, Transaction } from '@gong-timeline/persistence';
import type { Type } from '@nestjs/common';
import type { ServiceConfig } from '../config/service-variables';
import type { GrpcOffer, Provide } from '../grpc/served-method';
import type { Authenticator } from '../http/authenticator';

/** One app, said once: what it is made of. Everything else is the same for all of them. */
export interface ServiceDefinition {
  readonly name: AppName;
  readonly config: ServiceConfig;
  /** Its own schema in PostgreSQL. */
  readonly schema: string;
  readonly migrations: readonly MigrationClass[];
  readonly entities?: DatabaseOptions['entities'];
  readonly poolSize?: number;
  readonly subscriptions: readonly Subscription[];
  /** Takes away what is nobody's own and was kept for a tenant that is wiped: in the transaction that ends it. */
  readonly whenTenantWiped?: (tx: Transaction) => Promise<void>;
  /** It is ready while Kafka is away: what it tells waits in its outbox. One that hears cannot say so. */
  readonly answersWithoutBroker?: true;
  /** Changing it makes the app read all retained history again. */
  readonly consumerGroup?: string;
  readonly module: Type;
  /** What it answers over gRPC, where GRPC_PORT is set; made of the app's own providers. */
  readonly grpc?: (get: Provide) => GrpcOffer;
  /** Who calls. Our own services, unless the app knows its callers itself. */
  readonly authenticator?: Type<Authenticator>;
  /** Anybody, unless people reach this process. */
  readonly metricsFor?: 'anybody' | 'metrics-token';
}

export const defineService = (definition: ServiceDefinition): ServiceDefinition => definition;
