import type { KafkaClient } from '@gong-timeline/messaging';
import { Database, tenantGateMigration } from '@gong-timeline/persistence';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { ServiceCredentials } from '../callers/service-credentials';
import { Clock } from '../clock';
import { HealthApi } from '../health/health.api';
import { Readiness } from '../health/readiness';
import { AccessGuard } from '../http/access.guard';
import { Authenticator, ServiceAuthenticator } from '../http/authenticator';
import { InputGuard } from '../http/input.guard';
import { ProblemFilter } from '../http/problem.filter';
import { IdempotentRequests } from '../idempotency/idempotent-requests';
import { LOGGER, type Logger } from '../log/logger';
import { MetricsAccess } from '../metrics/metrics-access';
import { MetricsApi } from '../metrics/metrics.api';
import { Metrics } from '../metrics/metrics';
import type { ServiceDefinition } from './define-service';
import { tenantRemainsApi } from '../tenants/tenant-remains.api';
import { TenantWiper } from '../tenants/tenant-wiper';

/** Injection token of the app's frozen config. */
export const CONFIG = Symbol('CONFIG');

/** Injection token of the KafkaClient; null in an app that neither hears nor tells facts. */
export const KAFKA_CLIENT = Symbol('KAFKA_CLIENT');

export interface RuntimeParts {
  readonly database: Database;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly clock: Clock;
  readonly kafka: KafkaClient | null;
}

/** What every app stands on, for injection anywhere in it. */
@Module({})
export class RuntimeModule {
  static of(service: ServiceDefinition, parts: RuntimeParts): DynamicModule {
    const { METRICS_TOKEN } = service.config;
    const credentials = ServiceCredentials.of(service.name, service.config);
    const gated = service.migrations.includes(tenantGateMigration);
    const provided = [
      { provide: CONFIG, useValue: service.config },
      { provide: LOGGER, useValue: parts.log },
      { provide: Database, useValue: parts.database },
      { provide: Metrics, useValue: parts.metrics },
      { provide: Readiness, useValue: parts.readiness },
      { provide: Clock, useValue: parts.clock },
      { provide: ServiceCredentials, useValue: credentials },
      { provide: KAFKA_CLIENT, useValue: parts.kafka },
    ];
    return {
      module: RuntimeModule,
      global: true,
      imports: [service.module],
      controllers: [HealthApi, MetricsApi, ...(gated ? tenantRemainsApi(service.name) : [])],
      providers: [
        ...provided,
        service.authenticator === undefined
          ? { provide: Authenticator, useValue: new ServiceAuthenticator(credentials) }
          : { provide: Authenticator, useClass: service.authenticator },
        {
          provide: MetricsAccess,
          useValue: new MetricsAccess(service.metricsFor === 'metrics-token' ? (METRICS_TOKEN ?? null) : 'anybody'),
        },
        IdempotentRequests,
        ...(gated
          ? [{ provide: TenantWiper, useValue: new TenantWiper(parts.database, parts.log, service.whenTenantWiped) }]
          : []),
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: InputGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [...provided.map(({ provide }) => provide), Authenticator, IdempotentRequests],
    };
  }
}
