import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from '../log/logger';
import { requestScope } from '../log/request-scope';
import { requestState, setRequestState } from './request-state';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** W3C trace context, version 00. All-zero ids are not valid. */
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Answers are data: a browser that is led to one runs, frames, guesses and keeps nothing of it. A page overrides what it needs. */
const EVERY_ANSWER = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
};

export type ObserveRequest = (request: {
  readonly operationId: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}) => void;

/** The first thing every request meets: a correlation id, headers no answer goes without, one log line and one measurement at its end. */
export const requestScopeMiddleware =
  (log: Logger, observe: ObserveRequest) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = process.hrtime.bigint();
    const scope = {
      correlationId: accepted(request.headers['x-request-id'], UUID)?.toLowerCase() ?? randomUUID(),
      traceparent: accepted(request.headers.traceparent, TRACEPARENT),
    };
    setRequestState(request, { ...scope });
    response.set({ ...EVERY_ANSWER, 'x-request-id': scope.correlationId });
    response.once('close', () => {
      const { operation, identity } = requestState(request);
      const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
      const status = response.writableFinished ? response.statusCode : CLIENT_WENT_AWAY;
      const seen = { operationId: operation?.operationId ?? 'none', method: request.method, status };
      observe({ ...seen, seconds });
      const level = status >= 500 ? 'warn' : operation === undefined ? 'debug' : 'info';
      const who = identity === undefined ? {} : { tenantId: identity.tenantId, actorId: identity.actorId };
      log[level]({ ...scope, ...seen, ...who, ms: Math.round(seconds * 1000) }, 'request');
    });
    requestScope.run(scope, next);
  };

/** As web servers have it: closed by the client before the answer was out. */
const CLIENT_WENT_AWAY = 499;

const accepted = (header: string | string[] | undefined, shape: RegExp): string | null =>
  typeof header === 'string' && shape.test(header) ? header : null;
