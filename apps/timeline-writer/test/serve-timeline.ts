import type { Logger, RunningService, ServiceDefinition } from '@gong-timeline/runtime';
import { callersOf, serveAlone } from '@gong-timeline/testing/service';
import type { Type } from '@nestjs/common';
import { ownMigrations, SCHEMA } from '../src/store/migrations';

const callers = callersOf('timeline-writer', { role: 'member' });
export const { headersFor } = callers;

/** How this service shows others who it is. */
export const ownCredentials = callers.credentialsOf('timeline-writer');

interface Served {
  /** With the controllers that the spec asks. */
  readonly module: Type;
  readonly grpc?: NonNullable<ServiceDefinition['grpc']>;
  readonly log?: Logger;
}

/** This service with its HTTP, on the database of the spec. */
export const serveTimeline = async (
  { applicationUrl }: { readonly applicationUrl: string },
  { log, ...parts }: Served,
): Promise<RunningService> => {
  // With the outbox it would want a broker.
  const service = { name: 'timeline-writer', schema: SCHEMA, migrations: ownMigrations, ...parts } as const;
  return (await serveAlone(service, { callers, home: { applicationUrl }, ...(log && { log }) })).running;
};
