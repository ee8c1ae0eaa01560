import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { lastValueFrom, of } from 'rxjs';
import { idempotencyKey } from '../idempotency/idempotency-key';
import { IdempotentRequests } from '../idempotency/idempotent-requests';
import { deprecationHeaders } from './deprecation-headers';
import { canonicalJson } from './canonical-json';
import { preconditionRequired, readIfMatch } from './entity-tag';
import { OPERATION_ROUTE, type OperationRoute } from './implements';
import type { InputOf } from './input';
import { type BodyLimits, readJsonBody } from './read-json-body';
import { requestState } from './request-state';
import { validateBody, validateParams, validateQuery } from './validate-input';

/** JSON only: what is larger is a stream operation. */
const BODY_LIMITS: BodyLimits = { maxBytes: 1024 * 1024, timeoutMs: 15_000 };

/** Between the guard and the method: what was sent becomes the typed input of the contract, or a problem that names each field. */
@Injectable()
export class OperationInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(IdempotentRequests) private readonly requests: IdempotentRequests,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler) {
    const route = this.reflector.get<OperationRoute | undefined>(OPERATION_ROUTE, context.getHandler());
    if (route === undefined) return next.handle();
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const state = requestState(request);
    if (state.identity === undefined) throw new Error('An operation was reached without an identity');

    const { operation, passThrough } = route;
    const response = http.getResponse<Response>();
    // Also of what is refused: who uses it wrongly uses it, too.
    response.set(deprecationHeaders(operation));
    const params = validateParams(operation, request.params);
    const query = validateQuery(operation, new URL(request.originalUrl, 'http://any').searchParams);
    const readsBody = operation.body !== undefined && !passThrough;
    const body = readsBody ? validateBody(operation, await readJsonBody(request, BODY_LIMITS)) : undefined;
    const ifMatch = operation.needsIfMatch === undefined ? null : readIfMatch(request.headers['if-match']);
    if (operation.needsIfMatch === true && ifMatch === null) throw preconditionRequired();
    const key = operation.idempotency === true && !passThrough ? idempotencyKey(request) : null;
    state.input = {
      params,
      query,
      body,
      identity: state.identity,
      ifMatch,
      correlationId: state.correlationId,
      traceparent: state.traceparent,
      request,
      response,
    } as InputOf<typeof operation>;
    if (key === null) return next.handle();
    const { tenantId, actorId } = state.identity;
    const said = canonicalJson([operation.operationId, params, query, body ?? null]);
    const answer = await this.requests.once({ tenantId, actorId, key, said }, async () => ({
      body: await lastValueFrom(next.handle()),
      etag: etagOf(response),
    }));
    if (answer.replayed) response.set({ 'idempotency-replayed': 'true', ...(answer.etag && { etag: answer.etag }) });
    return of(answer.body);
  }
}

const etagOf = (response: Response): string | null => {
  const tag = response.getHeader('etag');
  return typeof tag === 'string' ? tag : null;
};
