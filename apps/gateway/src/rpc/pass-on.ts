import { type MethodDefinition, methodPath } from '@gong-timeline/contracts';
import {
  DETAILS_KEY,
  type GrpcCall,
  type Identity,
  type Logger,
  PassedStatus,
  ProblemError,
  type ServedMethod,
  type ServiceCredentials,
} from '@gong-timeline/runtime';
import { type CallOptions, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import type { OwnerChannels } from './owner-channels';
import type { StreamSlots } from './stream-slots';
import { watchAdmission } from './watch-admission';

/** For a call whose caller set no deadline. */
const DEFAULT_TIMEOUT_MS = 30_000;
/** Then a stream ends and its reader calls again: with a token that is still good, at a server that is still there. */
const STREAM_LIFE_MS = 30 * 60_000;

export interface Passing {
  readonly channels: Pick<OwnerChannels, 'of'>;
  readonly credentials: ServiceCredentials;
  readonly slots: StreamSlots;
  readonly log: Pick<Logger, 'error' | 'warn'>;
  /** Throws what the caller would now be refused with. */
  readonly lookAgain: (call: GrpcCall, operation: MethodDefinition['like']) => Promise<void>;
}

/** Passes a method on to its owner, byte by byte, in the caller's name: deadline, cancellation and pace go with it. */
export const passOn = (definition: MethodDefinition, passing: Passing): ServedMethod => {
  const path = methodPath(definition);
  const { owner } = definition.like;
  const metadataOf = (call: GrpcCall, identity: Identity) =>
    metadataFor(call, identity, passing.credentials.bearerFor(owner));

  if (definition.responseStream) {
    return {
      definition,
      async *stream(request, call, identity) {
        const leave = passing.slots.take(identity.tenantId);
        const over = AbortSignal.timeout(STREAM_LIFE_MS);
        const admission = watchAdmission(() => passing.lookAgain(call, definition.like), passing.log);
        const upstream = passing.channels
          .of(owner)
          .makeServerStreamRequest(path, asIs, asIs, request, metadataOf(call, identity), optionsOf(call, null));
        const cancel = () => upstream.cancel();
        const signal = AbortSignal.any([call.signal, over, admission.signal]);
        signal.addEventListener('abort', cancel, { once: true });
        try {
          yield* upstream;
        } catch (error) {
          if (admission.signal.aborted) throw admission.signal.reason;
          if (over.aborted) throw new ProblemError('upstream.unavailable', 'The stream was open for long: call again');
          throw failureOf(definition, error as ServiceError, call, passing);
        } finally {
          signal.removeEventListener('abort', cancel);
          admission.stop();
          cancel();
          leave();
        }
      },
    };
  }
  return {
    definition,
    answer: (request, call, identity) =>
      new Promise((resolve, reject) => {
        const upstream = passing.channels
          .of(owner)
          .makeUnaryRequest(
            path,
            asIs,
            asIs,
            request,
            metadataOf(call, identity),
            optionsOf(call, DEFAULT_TIMEOUT_MS),
            (error: ServiceError | null, answer) => {
              call.signal.removeEventListener('abort', cancel);
              if (error !== null) reject(failureOf(definition, error, call, passing));
              else resolve(answer ?? Buffer.alloc(0));
            },
          );
        const cancel = () => upstream.cancel();
        call.signal.addEventListener('abort', cancel, { once: true });
      }),
  };
};

const asIs = (bytes: Buffer): Buffer => bytes;

/** The same as over HTTP: who calls is said by us, and nothing of the caller's own metadata goes along. */
const metadataFor = (call: GrpcCall, { tenantId, actorId, actorName, role }: Identity, bearer: string): Metadata => {
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${bearer}`);
  metadata.set('x-tenant-id', tenantId);
  metadata.set('x-actor-id', actorId);
  metadata.set('x-actor-role', role);
  if (actorName !== undefined) metadata.set('x-actor-name', encodeURIComponent(actorName));
  metadata.set('x-request-id', call.correlationId);
  metadata.set('x-forwarded-for', call.peer);
  if (call.traceparent !== null) metadata.set('traceparent', call.traceparent);
  return metadata;
};

const optionsOf = ({ deadline }: GrpcCall, timeoutMs: number | null): Partial<CallOptions> => {
  const latest = timeoutMs === null ? deadline : Math.min(deadline, Date.now() + timeoutMs);
  return Number.isFinite(latest) ? { deadline: latest } : {};
};

/** What the owner says of the call is the caller's to know; what is wrong between the owner and us is not. */
const failureOf = (definition: MethodDefinition, error: ServiceError, call: GrpcCall, { log }: Passing): Error => {
  const { owner } = definition.like;
  const [details] = error.metadata?.get(DETAILS_KEY) ?? [];
  if (Buffer.isBuffer(details) && error.code !== status.UNAUTHENTICATED) {
    const metadata = new Metadata();
    metadata.set(DETAILS_KEY, details);
    return new PassedStatus({ code: error.code, details: error.details, metadata });
  }
  if (call.signal.aborted) return error;
  if (error.code === status.DEADLINE_EXCEEDED) {
    return new ProblemError('request.deadline', `${owner} did not answer in time; try again in a moment`);
  }
  log.error({ err: error, rpc: methodPath(definition) }, 'owner does not answer');
  return new ProblemError('upstream.unavailable', `${owner} does not answer; try again in a moment`);
};
