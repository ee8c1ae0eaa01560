import {
  createLogger,
  defineService,
  newServiceKeys,
  type RunningService,
  ServiceCredentials,
  type ServiceDefinition,
  startService,
} from '@gong-timeline/runtime';
import type { Type } from '@nestjs/common';
import { ownMigrations, SCHEMA } from '../src/store/migrations';

const keys = newServiceKeys();
const gateway = ServiceCredentials.of('gateway', keys.gateway);

export const silent = createLogger({ app: 'execution-log', level: 'silent' });

interface Served {
  /** With the controllers that the spec asks. */
  readonly module: Type;
  readonly grpc?: NonNullable<ServiceDefinition['grpc']>;
  readonly clock: { now(): Date };
}

/** This service with its HTTP, on the database of the spec; it hears no facts. */
export const serveLog = (
  { applicationUrl }: { readonly applicationUrl: string },
  { module, grpc, clock }: Served,
): Promise<RunningService> =>
  startService(
    defineService({
      name: 'execution-log',
      config: {
        HOST: '127.0.0.1',
        PORT: 0,
        DATABASE_URL: applicationUrl,
        LOG_LEVEL: 'silent',
        ...keys['execution-log'],
        ...(grpc !== undefined && { GRPC_PORT: 0 }),
      },
      schema: SCHEMA,
      migrations: ownMigrations,
      subscriptions: [],
      module,
      ...(grpc !== undefined && { grpc }),
    }),
    { log: silent, clock },
  );

/** The headers (of gRPC: metadata) by which the gateway asks for somebody. For one request: a pass lives for a minute. */
export const headersFor = (tenantId: string, { role = 'admin', actorId = 'ann' } = {}): Record<string, string> => ({
  authorization: `Bearer ${gateway.bearerFor('execution-log')}`,
  'x-tenant-id': tenantId,
  'x-actor-id': actorId,
  'x-actor-role': role,
});
