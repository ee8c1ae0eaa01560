import { type MethodDefinition, methodPath, type RequestOf } from '@gong-timeline/contracts';
import { Database, type TenantDatabase } from '@gong-timeline/persistence';
import { Clock } from '../clock';
import type { Identity } from '../http/identity';
import type { GrpcCall } from './grpc-call';
import { readRequest } from './read-request';
import type { Provide, ServedMethod } from './served-method';

/** What a handler is handed beside the request, which the contract has validated. */
export interface RpcContext {
  readonly tenantId: string;
  readonly identity: Identity;
  readonly correlationId: string;
  readonly traceparent: string | null;
  readonly signal: AbortSignal;
  readonly now: Date;
  /** Within the caller's tenant, and within the call's deadline. */
  readonly database: TenantDatabase;
  readonly get: Provide;
}

/** The two ends of a method as the generated code has them. */
interface Wire<R> {
  readonly path: string;
  requestDeserialize(bytes: Buffer): unknown;
  responseSerialize(message: R): Buffer;
}

export type Rpc = (get: Provide) => ServedMethod;

export const defineRpc = <M extends MethodDefinition, R>(
  definition: M,
  wire: Wire<R>,
  handle: (request: RequestOf<M>, context: RpcContext) => Promise<R>,
): Rpc => {
  check(definition, wire);
  return (get) => ({
    definition,
    answer: async (bytes, call, identity) => {
      const request = readRequest(definition.request, wire.requestDeserialize, bytes) as RequestOf<M>;
      return wire.responseSerialize(await handle(request, contextOf(get, call, identity)));
    },
  });
};

export const defineStreamRpc = <M extends MethodDefinition, R>(
  definition: M,
  wire: Wire<R>,
  handle: (request: RequestOf<M>, context: RpcContext) => AsyncIterable<R>,
): Rpc => {
  check(definition, wire);
  return (get) => ({
    definition,
    async *stream(bytes, call, identity) {
      const request = readRequest(definition.request, wire.requestDeserialize, bytes) as RequestOf<M>;
      for await (const message of handle(request, contextOf(get, call, identity)))
        yield wire.responseSerialize(message);
    },
  });
};

const check = (definition: MethodDefinition, { path }: { readonly path: string }): void => {
  if (path !== methodPath(definition)) throw new Error(`${path} is not ${methodPath(definition)} of the contracts`);
};

const contextOf = (get: Provide, call: GrpcCall, identity: Identity): RpcContext => ({
  tenantId: identity.tenantId,
  identity,
  correlationId: call.correlationId,
  traceparent: call.traceparent,
  signal: call.signal,
  now: get<Clock>(Clock).now(),
  database: get<Database>(Database).within(identity.tenantId, () => call.deadline - Date.now()),
  get,
});
