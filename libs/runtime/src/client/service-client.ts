import { setTimeout as wait } from 'node:timers/promises';
import type { BodyOf, OperationDefinition, ParamsOf, Problem, QueryOf, ResponseOf } from '@gong-timeline/contracts';
import { Agent, request } from 'undici';
import type { ServiceCredentials } from '../callers/service-credentials';
import { isProblemCode, ProblemError } from '../http/problem-error';
import type { Logger } from '../log/logger';
import { toAddress } from './to-address';

export interface CallOptions<O> {
  readonly tenantId: string;
  readonly params?: ParamsOf<O>;
  readonly query?: QueryOf<O>;
  readonly body?: BodyOf<O>;
  readonly correlationId: string;
  readonly traceparent?: string | null;
  readonly actorId?: string;
  readonly signal?: AbortSignal;
  /** For one attempt; 10 s when not given. */
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;
/** Waits before the second and third attempt. Only reads are tried again: a write may have been done before its answer was lost. */
const READ_RETRIES_MS = [100, 400];

/** Asks another of our services. Its problem documents come back as ProblemError of the same code. */
export class ServiceClient {
  private readonly agent = new Agent({ connections: 32, keepAliveTimeout: 4_000, connect: { timeout: 3_000 } });

  constructor(
    private readonly options: {
      readonly baseUrl: string;
      readonly credentials: ServiceCredentials;
      readonly log: Pick<Logger, 'warn'>;
    },
  ) {}

  async call<const O extends OperationDefinition>(operation: O, call: CallOptions<O>): Promise<ResponseOf<O>> {
    for (const backOffMs of operation.method === 'GET' ? READ_RETRIES_MS : []) {
      try {
        return await this.attempt(operation, call);
      } catch (error) {
        if (!isUnavailable(error) || call.signal?.aborted === true) throw error;
        await wait(backOffMs, undefined, { ...(call.signal === undefined ? {} : { signal: call.signal }) });
      }
    }
    return this.attempt(operation, call);
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async attempt<O extends OperationDefinition>(operation: O, call: CallOptions<O>): Promise<ResponseOf<O>> {
    const { baseUrl, credentials, log } = this.options;
    const deadline = AbortSignal.timeout(call.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    try {
      const { statusCode, body } = await request(new URL(toAddress(operation, call.params, call.query), baseUrl), {
        dispatcher: this.agent,
        method: operation.method,
        signal: call.signal === undefined ? deadline : AbortSignal.any([call.signal, deadline]),
        headers: {
          authorization: `Bearer ${credentials.bearerFor(operation.owner)}`,
          'x-tenant-id': call.tenantId,
          'x-actor-id': call.actorId ?? 'service',
          'x-actor-role': 'service',
          'x-request-id': call.correlationId,
          ...(call.traceparent == null ? {} : { traceparent: call.traceparent }),
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      });
      if (statusCode >= 400) throw toProblem(operation, statusCode, await body.text());
      if (statusCode === 204) return (await body.dump()) as ResponseOf<O>;
      return (await body.json()) as ResponseOf<O>;
    } catch (error) {
      if (error instanceof ProblemError || call.signal?.aborted === true) throw error;
      log.warn({ err: error, operationId: operation.operationId, baseUrl }, 'service does not answer');
      throw unavailable(operation, deadline.aborted ? 'did not answer in time' : 'does not answer');
    }
  }
}

const unavailable = (operation: OperationDefinition, how: string): ProblemError =>
  new ProblemError('upstream.unavailable', `${operation.owner} ${how}; try again in a moment`);

const isUnavailable = (error: unknown): boolean =>
  error instanceof ProblemError && error.code === 'upstream.unavailable';

/** An answer that is no problem document of ours comes from something else at that address. */
const toProblem = (operation: OperationDefinition, status: number, text: string): ProblemError => {
  let document: Partial<Problem>;
  try {
    document = JSON.parse(text) as Partial<Problem>;
  } catch {
    return unavailable(operation, `answered ${status} without a problem document`);
  }
  if (!isProblemCode(document.code)) return unavailable(operation, `answered ${status} without a problem document`);
  return new ProblemError(document.code, document.detail ?? '', document.errors, undefined, document.reasons);
};
