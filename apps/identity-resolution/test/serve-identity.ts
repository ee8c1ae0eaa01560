import type { RunningService } from '@gong-timeline/runtime';
import { callersOf, serveAlone } from '@gong-timeline/testing/service';
import { Module, type Type } from '@nestjs/common';
import { directoryRpcs } from '../src/rpc/directory-rpcs';
import { migrations } from '../src/store/migrations';

const callers = callersOf('identity-resolution');
export const { headersFor } = callers;

interface Servers {
  readonly ownerUrl: string;
  readonly applicationUrl: string;
}

/** These controllers of ours behind the real HTTP stack, on a real database. */
export const serveIdentity = async (
  home: Servers,
  controllers: Type[],
  clock: { now(): Date } = { now: () => new Date() },
): Promise<RunningService> => {
  @Module({ controllers })
  class ServedModule {}
  const service = {
    name: 'identity-resolution',
    schema: 'identity_resolution',
    migrations,
    module: ServedModule,
    grpc: directoryRpcs,
  } as const;
  return (await serveAlone(service, { callers, home, clock })).running;
};
