import { type ServiceError, status } from '@grpc/grpc-js';
import { BadRequest, ErrorInfo, RequestInfo, RetryInfo } from './generated/google/rpc/error_details';
import { Status } from './generated/google/rpc/status';

const DETAILS_KEY = 'grpc-status-details-bin';

/** Why a call failed, out of its google.rpc details. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  /** Of gRPC: `NOT_FOUND`. */
  readonly status: string;
  /** The stable code, the same as over HTTP: `not-found`. Null when the call failed before it reached us. */
  readonly code: string | null;
  /** The fields of the request that are wrong, and what was expected. */
  readonly fields: readonly { readonly field: string; readonly description: string }[];
  /** How long to wait before the next try; null when trying again is of no use, or nobody knows. */
  readonly retryAfterMs: number | null;
  /** Tell it to the operator: it finds the call in the logs. */
  readonly correlationId: string | null;

  constructor(error: Pick<ServiceError, 'code' | 'details' | 'metadata'>) {
    super(`${status[error.code]}: ${error.details}`);
    const [bytes] = error.metadata?.get(DETAILS_KEY) ?? [];
    const details = Buffer.isBuffer(bytes) ? Status.decode(bytes).details : [];
    const find = <T>(name: string, type: { decode(bytes: Uint8Array): T }): T | null => {
      const found = details.find(({ typeUrl }) => typeUrl === `type.googleapis.com/google.rpc.${name}`);
      return found === undefined ? null : type.decode(found.value);
    };
    const delay = find('RetryInfo', RetryInfo)?.retryDelay;
    this.status = status[error.code];
    this.code = find('ErrorInfo', ErrorInfo)?.reason ?? null;
    this.fields = (find('BadRequest', BadRequest)?.fieldViolations ?? []).map(({ field, description }) => ({
      field,
      description,
    }));
    this.retryAfterMs = delay === undefined ? null : delay.seconds * 1000 + delay.nanos / 1e6;
    this.correlationId = find('RequestInfo', RequestInfo)?.requestId ?? null;
  }
}
