import { METHODS } from '@gong-timeline/contracts';
import type { AppName } from '@gong-timeline/domain';
import type { Readiness, ServiceHealth } from '@gong-timeline/runtime';
import { service as healthService } from 'grpc-health-check';
import type { OwnerChannels } from './owner-channels';

const TIMEOUT_MS = 1_000;
const OWNERS = new Map(METHODS.map(({ service, like }) => [service, like.owner]));
const { Check: check } = healthService;

/** A service can be called here when its owner says so, and this gateway can tell who calls. */
export const ownersHealth =
  (channels: Pick<OwnerChannels, 'of'>, readiness: Readiness): ServiceHealth =>
  async () => {
    const { status } = await readiness.report();
    const asked = [...OWNERS].map(
      async ([service, owner]) => [service, status === 'ready' && (await isServing(channels, owner, service))] as const,
    );
    return Object.fromEntries(await Promise.all(asked));
  };

const isServing = (channels: Pick<OwnerChannels, 'of'>, owner: AppName, service: string): Promise<boolean> =>
  new Promise((resolve) => {
    if (check === undefined) return resolve(false);
    channels
      .of(owner)
      .makeUnaryRequest(
        check.path,
        check.requestSerialize,
        check.responseDeserialize,
        { service },
        { deadline: Date.now() + TIMEOUT_MS },
        (error: Error | null, answer) =>
          resolve(error === null && (answer as { status?: string }).status === 'SERVING'),
      );
  });
