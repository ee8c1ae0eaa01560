import { createLogger, type RunningService, type ServiceDefinition } from '@gong-timeline/runtime';
import { callersOf, serveAlone } from '@gong-timeline/testing/service';
import type { Type } from '@nestjs/common';
import { ownMigrations, SCHEMA } from '../src/store/migrations';

const callers = callersOf('execution-log');
export const { headersFor } = callers;

export const silent = createLogger({ app: 'execution-log', level: 'silent' });

interface Served {
  /** With the controllers that the spec asks. */
  readonly module: Type;
  readonly grpc?: NonNullable<ServiceDefinition['grpc']>;
  readonly clock: { now(): Date };
}

/** This service with its HTTP, on the database of the spec. */
export const serveLog = async (
  { applicationUrl }: { readonly applicationUrl: string },
  { clock, ...parts }: Served,
): Promise<RunningService> => {
  const service = { name: 'execution-log', schema: SCHEMA, migrations: ownMigrations, ...parts } as const;
  return (await serveAlone(service, { callers, home: { applicationUrl }, clock })).running;
};
