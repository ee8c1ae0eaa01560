import type { OperationDefinition } from '@gong-timeline/contracts';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { lastValueFrom, type Observable, of } from 'rxjs';
import { canonicalJson } from '../http/canonical-json';
import type { InputOf } from '../http/input';
import { requestState } from '../http/request-state';
import { idempotencyKey } from './idempotency-key';
import { IdempotentRequests } from './idempotent-requests';

/** Around the method of an operation that takes an `Idempotency-Key`: with one, it runs once and its answer is kept. */
@Injectable()
export class OnceInterceptor implements NestInterceptor {
  constructor(@Inject(IdempotentRequests) private readonly requests: IdempotentRequests) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const key = idempotencyKey(request);
    if (key === null) return next.handle();
    const { operation, input } = requestState(request);
    if (operation === undefined || input === undefined) throw new Error('A request was not read before its method');
    const response = http.getResponse<Response>();
    const answer = await this.requests.once(requestOf(key, operation, input), async () => ({
      body: await lastValueFrom(next.handle()),
      etag: etagOf(response),
    }));
    if (answer.replayed) response.set({ 'idempotency-replayed': 'true', ...(answer.etag && { etag: answer.etag }) });
    return of(answer.body);
  }
}

const requestOf = (
  key: string,
  { operationId }: OperationDefinition,
  { identity, params, query, body }: InputOf<OperationDefinition>,
) => ({
  tenantId: identity.tenantId,
  actorId: identity.actorId,
  key,
  said: canonicalJson([operationId, params, query, body ?? null]),
});

const etagOf = (response: Response): string | null => {
  const tag = response.getHeader('etag');
  return typeof tag === 'string' ? tag : null;
};
