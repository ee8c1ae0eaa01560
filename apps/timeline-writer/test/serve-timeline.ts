import {
  createLogger,
  defineService,
  type Logger,
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

/** How this service shows others who it is. */
export const ownCredentials = ServiceCredentials.of('timeline-writer', keys['timeline-writer']);

interface Served {
  /** With the controllers that the spec asks. */
  readonly module: Type;
  readonly grpc?: NonNullable<ServiceDefinition['grpc']>;
  readonly log?: Logger;
}

/** This service with its HTTP, on the database of the spec; it hears no facts. */
export const serveTimeline = (
  { applicationUrl }: { readonly applicationUrl: string },
  { module, grpc, log = createLogger({ app: 'timeline-writer', level: 'silent' }) }: Served,
): Promise<RunningService> =>
  startService(
    defineService({
      name: 'timeline-writer',
      config: {
        HOST: '127.0.0.1',
        PORT: 0,
        DATABASE_URL: applicationUrl,
        LOG_LEVEL: 'trace',
        ...keys['timeline-writer'],
        ...(grpc !== undefined && { GRPC_PORT: 0 }),
      },
      schema: SCHEMA,
      // With the outbox it would want a broker.
      migrations: ownMigrations,
      subscriptions: [],
      module,
      ...(grpc !== undefined && { grpc }),
    }),
    { log },
  );

/** The headers (of gRPC: metadata) by which the gateway asks for somebody. For one request: a pass lives for a minute. */
export const headersFor = (tenantId: string, { role = 'member', actorId = 'ann' } = {}): Record<string, string> => ({
  authorization: `Bearer ${gateway.bearerFor('timeline-writer')}`,
  'x-tenant-id': tenantId,
  'x-actor-id': actorId,
  'x-actor-role': role,
});
