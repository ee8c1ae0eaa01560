import { createLogger, defineService, type RunningService, startService } from '@gong-timeline/runtime';
import { Module, type Type } from '@nestjs/common';
import { directoryRpcs } from '../src/rpc/directory-rpcs';
import { migrations } from '../src/store/migrations';

export const SERVICE_TOKEN = 'a-service-token-of-more-than-32-characters';

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
        SERVICE_TOKEN,
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
