import { once } from 'node:events';
import type { handleServerStreamingCall, handleUnaryCall } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import { type Identity, mayCall } from '../http/identity';
import { ProblemError } from '../http/problem-error';
import { toProblemError } from '../http/problem.filter';
import type { Logger } from '../log/logger';
import { requestScope } from '../log/request-scope';
import { type GrpcCall, openCall, refuseLate, type SurfaceCall } from './grpc-call';
import { PassedStatus } from './passed-status';
import type { AuthenticateCall, ServedMethod } from './served-method';
import { type FailedStatus, toStatus } from './to-status';

/** No request of ours needs more. Above 4 MB grpc-js refuses by itself, with the same status and no details. */
export const MAX_REQUEST_BYTES = 256 * 1024;

export type ObserveCall = (seen: { readonly method: string; readonly code: string; readonly seconds: number }) => void;

export interface AnsweringParts {
  readonly authenticate: AuthenticateCall;
  readonly log: Logger;
  readonly observe: ObserveCall;
  /** Ends streams, so that their readers go on elsewhere. */
  readonly stopping: AbortSignal;
}

type Work = (call: GrpcCall, identity: Identity) => Promise<void>;

/** The way of every call: scope, deadline, size, who, may they; then the method; one line in the log at its end. */
export const answerUnary =
  (method: Extract<ServedMethod, { answer: unknown }>, parts: AnsweringParts): handleUnaryCall<Buffer, Buffer> =>
  (surface, callback) => {
    const fail = (failed: FailedStatus) => callback(failed);
    run(method, surface, { ...parts, fail, ends: null }, async (call, identity) => {
      const answer = await method.answer(surface.request, call, identity);
      refuseLate(call);
      callback(null, answer);
    });
  };

/** The next message is asked for when the connection has taken the last ones: a slow reader costs no memory. */
export const answerStream =
  (
    method: Extract<ServedMethod, { stream: unknown }>,
    parts: AnsweringParts,
  ): handleServerStreamingCall<Buffer, Buffer> =>
  (surface) => {
    const fail = (failed: FailedStatus) => void surface.emit('error', failed);
    run(method, surface, { ...parts, fail, ends: parts.stopping }, async (call, identity) => {
      for await (const message of method.stream(surface.request, call, identity)) {
        if (call.signal.aborted) break;
        if (!surface.write(message)) await once(surface, 'drain', { signal: call.signal });
      }
      if (parts.stopping.aborted) throw stops();
      surface.end();
    });
  };

const run = (
  method: ServedMethod,
  surface: SurfaceCall,
  parts: AnsweringParts & { fail(failed: FailedStatus): void; ends: AbortSignal | null },
  work: Work,
): void => {
  const startedAt = performance.now();
  const { call, leave } = openCall(surface, parts.ends);
  const scope = { correlationId: call.correlationId, traceparent: call.traceparent };
  const { like, method: name } = method.definition;
  void requestScope.run(scope, async () => {
    let identity: Identity | undefined;
    let code: status = status.OK;
    try {
      refuseLate(call);
      refuseLarge(surface.request);
      identity = await parts.authenticate(call, like);
      if (!mayCall(like.access, identity.role)) {
        throw new ProblemError(
          'auth.forbidden',
          `This needs the role ${like.access}; the caller has the role ${identity.role}`,
        );
      }
      refuseLate(call);
      await work(call, identity);
    } catch (error) {
      const failed = statusOf(error, call, parts);
      code = failed.code;
      parts.fail(failed);
    } finally {
      leave();
    }
    const seconds = (performance.now() - startedAt) / 1000;
    parts.observe({ method: name, code: status[code], seconds });
    const who = identity === undefined ? {} : { tenantId: identity.tenantId, actorId: identity.actorId };
    const failure = code === status.INTERNAL || code === status.UNAVAILABLE;
    const seen = { rpc: call.path, grpcStatus: status[code], ...who, ms: Math.round(seconds * 1000) };
    parts.log[failure ? 'warn' : 'info'](seen, 'call');
  });
};

const refuseLarge = (request: Buffer): void => {
  if (request.length <= MAX_REQUEST_BYTES) return;
  throw new ProblemError('request.too-large', `A request may have at most ${MAX_REQUEST_BYTES} bytes`);
};

const statusOf = (error: unknown, call: GrpcCall, { log, stopping }: AnsweringParts): FailedStatus => {
  if (Date.now() >= call.deadline) {
    return toStatus(new ProblemError('request.deadline', 'The deadline of the call is over'), call.correlationId);
  }
  if (error instanceof PassedStatus) return error.failed;
  if (call.signal.aborted && !(error instanceof ProblemError)) {
    const why = stopping.aborted ? stops() : new ProblemError('request.cancelled', 'The caller went away');
    return toStatus(why, call.correlationId);
  }
  const problem = toProblemError(error);
  if (problem.status >= 500) log.error({ err: error, code: problem.code }, 'call failed');
  return toStatus(problem, call.correlationId);
};

const stops = (): ProblemError =>
  new ProblemError('upstream.unavailable', 'This server stops: call again, another one answers');
