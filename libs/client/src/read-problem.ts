import type { ServiceError } from '@grpc/grpc-js';
import { BadRequest, ErrorInfo, RequestInfo, RetryInfo } from './generated/google/rpc/error_details';
import { Status } from './generated/google/rpc/status';

/** What a failed call says of itself, out of its google.rpc details. */
export interface GrpcProblem {
  /** The stable code, the same as over HTTP; null when the call failed before it reached us. */
  readonly code: string | null;
  readonly detail: string;
  readonly fields: readonly { readonly field: string; readonly description: string }[];
  /** How long to wait before the next try; null when trying again is of no use, or nobody knows. */
  readonly retryAfterMs: number | null;
  /** Tell it to the operator: it finds the call in the logs. */
  readonly correlationId: string | null;
}

export const DETAILS_KEY = 'grpc-status-details-bin';

export const readProblem = (error: Pick<ServiceError, 'details' | 'metadata'>): GrpcProblem => {
  const [bytes] = error.metadata.get(DETAILS_KEY);
  const details = Buffer.isBuffer(bytes) ? Status.decode(bytes).details : [];
  const find = <T>(name: string, type: { decode(bytes: Uint8Array): T }): T | null => {
    const found = details.find(({ typeUrl }) => typeUrl === `type.googleapis.com/google.rpc.${name}`);
    return found === undefined ? null : type.decode(found.value);
  };
  const delay = find('RetryInfo', RetryInfo)?.retryDelay;
  return {
    code: find('ErrorInfo', ErrorInfo)?.reason ?? null,
    detail: error.details,
    fields: (find('BadRequest', BadRequest)?.fieldViolations ?? []).map(({ field, description }) => ({
      field,
      description,
    })),
    retryAfterMs: delay === undefined ? null : delay.seconds * 1000 + delay.nanos / 1e6,
    correlationId: find('RequestInfo', RequestInfo)?.requestId ?? null,
  };
};
