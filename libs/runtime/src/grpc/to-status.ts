import { BadRequest, ErrorInfo, RequestInfo, RetryInfo, RpcStatus } from '@gong-timeline/client';
import { PROBLEMS } from '@gong-timeline/contracts';
import { Metadata, status } from '@grpc/grpc-js';
import type { ProblemError } from '../http/problem-error';

/** How a call ends that failed, as grpc-js sends it. */
export interface FailedStatus {
  readonly code: status;
  readonly details: string;
  readonly metadata: Metadata;
}

export const DETAILS_KEY = 'grpc-status-details-bin';
export const ERROR_DOMAIN = 'gong-timeline';
/** A part of ours that restarts is back within seconds. */
const RETRY_UNAVAILABLE_S = 1;

/** The problem document of HTTP in google.rpc's words: the same code, the same fields, the same id to find it by. */
export const toStatus = (problem: ProblemError, correlationId: string): FailedStatus => {
  const { grpc, title } = PROBLEMS[problem.code];
  const retryAfterS = retryAfterOf(problem);
  const details = [
    any('ErrorInfo', ErrorInfo, { reason: problem.code, domain: ERROR_DOMAIN, metadata: { title } }),
    any('RequestInfo', RequestInfo, { requestId: correlationId, servingData: '' }),
  ];
  if (problem.errors !== undefined) {
    const fieldViolations = problem.errors.map(({ field, message }) => ({ field, description: message }));
    details.push(any('BadRequest', BadRequest, { fieldViolations }));
  }
  if (retryAfterS !== null) {
    details.push(any('RetryInfo', RetryInfo, { retryDelay: { seconds: retryAfterS, nanos: 0 } }));
  }
  const metadata = new Metadata();
  const code = status[grpc];
  metadata.set(DETAILS_KEY, Buffer.from(RpcStatus.encode({ code, message: problem.detail, details }).finish()));
  return { code, details: problem.detail, metadata };
};

const retryAfterOf = ({ code, headers }: ProblemError): number | null => {
  const given = Number(headers?.['retry-after'] ?? Number.NaN);
  if (Number.isFinite(given)) return given;
  return code === 'upstream.unavailable' ? RETRY_UNAVAILABLE_S : null;
};

const any = <T>(
  name: string,
  type: { encode(message: T): { finish(): Uint8Array } },
  message: T,
): { typeUrl: string; value: Buffer } => ({
  typeUrl: `type.googleapis.com/google.rpc.${name}`,
  value: Buffer.from(type.encode(message).finish()),
});
