import { setTimeout as wait } from 'node:timers/promises';
import { type sync, SyncService } from '@gong-timeline/client';
import { type ResponseOf, type startSync, startSyncMethod } from '@gong-timeline/contracts';
import { defineRpc, IdempotentRequests, ProblemError, type RpcContext } from '@gong-timeline/runtime';
import { SyncApi } from '../sync.api';

type StartedJob = ResponseOf<typeof startSync>;

/** One start takes milliseconds: whoever sends it again meanwhile waits for its answer instead of being turned away. */
const LOOK_AGAIN_MS = 50;
const LOOKS = 100;

/** The same start as over HTTP; `request_id` is what the Idempotency-Key is there. */
export const startSyncRpc = defineRpc(
  startSyncMethod,
  SyncService.startSync,
  async ({ connectionId, requestId }, context): Promise<sync.StartSyncResponse> => {
    const { identity, correlationId, traceparent, get } = context;
    const start = () => get<SyncApi>(SyncApi).start({ identity, params: { connectionId }, correlationId, traceparent });
    if (requestId === '') return start();
    const request = {
      tenantId: identity.tenantId,
      actorId: identity.actorId,
      key: `grpc ${requestId}`,
      said: JSON.stringify(['StartSync', connectionId]),
    };
    const requests = get<IdempotentRequests>(IdempotentRequests);
    const { body } = await patiently(context, () =>
      requests.once(request, async () => ({ body: await start(), etag: null })),
    );
    return body as StartedJob;
  },
);

const patiently = async <T>({ signal }: RpcContext, ask: () => Promise<T>): Promise<T> => {
  for (let look = 1; ; look += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (error.code === 'idempotency.key-reused') throw reused();
      if (error.code !== 'idempotency.in-progress' || look === LOOKS) throw error;
      await wait(LOOK_AGAIN_MS, undefined, { signal });
    }
  }
};

const reused = (): ProblemError => {
  const message = 'expected a new id for a new request';
  const detail = 'Another request was sent with this request_id: take a new one';
  return new ProblemError('idempotency.key-reused', detail, [{ field: 'request_id', message }]);
};
