import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { deprecationHeaders } from './deprecation-headers';
import { preconditionRequired, readIfMatch } from './entity-tag';
import { OPERATION_ROUTE, type OperationRoute } from './implements';
import type { InputOf } from './input';
import { type BodyLimits, readJsonBody } from './read-json-body';
import { requestState } from './request-state';
import { validateBody, validateParams, validateQuery } from './validate-input';

/** JSON only: what is larger is a stream operation. */
const BODY_LIMITS: BodyLimits = { maxBytes: 1024 * 1024, timeoutMs: 15_000 };

/**
 * Between AccessGuard and the method: what was sent becomes the typed input of the contract, or a problem that names each
 * field. A guard, since interceptors cost a request some percent of all that a service does for it.
 */
@Injectable()
export class InputGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = this.reflector.get<OperationRoute | undefined>(OPERATION_ROUTE, context.getHandler());
    if (route === undefined) return true;
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
    return true;
  }
}
