import {
  createLogger,
  defineService,
  newServiceKeys,
  type RunningService,
  ServiceCredentials,
  startService,
} from '@gong-timeline/runtime';
import { Module, type Type } from '@nestjs/common';
import { directoryRpcs } from '../src/rpc/directory-rpcs';
import { migrations } from '../src/store/migrations';

const keys = newServiceKeys();
const gateway = ServiceCredentials.of('gateway', keys.gateway);
const gongIngest = ServiceCredentials.of('gong-ingest', keys['gong-ingest']);

/**
 * The headers (of gRPC: metadata) by which the gateway asks for somebody; of role service, by which gong-ingest asks. For one
 * request: a pass lives for a minute.
 */
export const headersFor = (tenantId: string, { role = 'admin', actorId = 'ana' } = {}): Record<string, string> => ({
  authorization: `Bearer ${(role === 'service' ? gongIngest : gateway).bearerFor('identity-resolution')}`,
  'x-tenant-id': tenantId,
  'x-actor-id': actorId,
  'x-actor-role': role,
});

interface Servers {
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  readonly kafkaBrokers: string | undefined;
}

/** These controllers of ours behind the real HTTP stack, on a real database; hears no facts. */
export const serveIdentity = (
  { ownerUrl, applicationUrl, kafkaBrokers }: Servers,
  controllers: Type[],
  clock: { now(): Date } = { now: () => new Date() },
): Promise<RunningService> => {
  @Module({ controllers })
  class ServedModule {}
  return startService(
    defineService({
      name: 'identity-resolution',
      config: {
        HOST: '127.0.0.1',
        PORT: 0,
        GRPC_PORT: 0,
        DATABASE_URL: applicationUrl,
        DATABASE_OWNER_URL: ownerUrl,
        ...keys['identity-resolution'],
        LOG_LEVEL: 'silent',
        KAFKA_BROKERS: String(kafkaBrokers),
      },
      schema: 'identity_resolution',
      migrations,
      subscriptions: [],
      module: ServedModule,
      grpc: directoryRpcs,
    }),
    { log: createLogger({ app: 'identity-resolution', level: 'silent' }), clock },
  );
};
