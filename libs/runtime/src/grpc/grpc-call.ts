import { randomUUID } from 'node:crypto';
import type { Metadata, ServerUnaryCall, ServerWritableStream } from '@grpc/grpc-js';
import { ProblemError } from '../http/problem-error';
import { eitherSignal } from '../either-signal';

export type SurfaceCall = ServerUnaryCall<Buffer, Buffer> | ServerWritableStream<Buffer, Buffer>;

/** One call as it came in. */
export interface GrpcCall {
  readonly path: string;
  readonly metadata: Metadata;
  /** The other end of the connection, without its port. */
  readonly peer: string;
  readonly correlationId: string;
  readonly traceparent: string | null;
  /** Milliseconds of the epoch; Infinity when the caller set none. */
  readonly deadline: number;
  /** Nobody waits for the answer any more: cancelled, cut off, late; of a stream also: this process stops. */
  readonly signal: AbortSignal;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** `leave`: once the call is over, for `stopping` lives longer. */
export const openCall = (
  call: SurfaceCall,
  stopping: AbortSignal | null,
): { readonly call: GrpcCall; leave(): void } => {
  const gone = new AbortController();
  const abort = () => gone.abort();
  call.once('cancelled', abort);
  const deadline = Number(call.getDeadline());
  const either = stopping === null ? null : eitherSignal(gone.signal, stopping);
  const leave = () => {
    // Each call is told as cancelled, too, when it has been answered.
    call.off('cancelled', abort);
    either?.leave();
  };
  const opened: GrpcCall = {
    path: call.getPath(),
    metadata: call.metadata,
    peer: addressOf(call.getPeer()),
    correlationId: accepted(call.metadata, 'x-request-id', UUID)?.toLowerCase() ?? randomUUID(),
    traceparent: accepted(call.metadata, 'traceparent', TRACEPARENT),
    deadline: Number.isNaN(deadline) ? Number.POSITIVE_INFINITY : deadline,
    signal: either?.signal ?? gone.signal,
  };
  return { call: opened, leave };
};

/** Fails when the deadline is over: then no work is done for the call. */
export const refuseLate = ({ deadline }: Pick<GrpcCall, 'deadline'>): void => {
  if (Date.now() < deadline) return;
  throw new ProblemError('request.deadline', 'The deadline of the call was over before it was answered');
};

export const textOf = (metadata: Metadata, key: string): string | null => {
  const [value, ...more] = metadata.get(key);
  return typeof value === 'string' && more.length === 0 ? value : null;
};

const accepted = (metadata: Metadata, key: string, shape: RegExp): string | null => {
  const text = textOf(metadata, key);
  return text !== null && shape.test(text) ? text : null;
};

const addressOf = (peer: string): string => peer.replace(/:\d+$/, '').replace(/^::ffff:(?=\d+\.)/, '');
