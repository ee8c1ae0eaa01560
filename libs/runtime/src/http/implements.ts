import type { OperationDefinition } from '@gong-timeline/contracts';
import { applyDecorators, HttpCode, RequestMapping, RequestMethod, SetMetadata, UseInterceptors } from '@nestjs/common';
import { OnceInterceptor } from '../idempotency/once.interceptor';

/** How far the runtime goes before the method is called. */
export interface OperationRoute {
  readonly operation: OperationDefinition;
  /** The body is left unread and the answer is the method's own: a gateway passes both on. */
  readonly passThrough: boolean;
}

export const OPERATION_ROUTE = Symbol('OPERATION_ROUTE');
export const OPEN_ROUTE = Symbol('OPEN_ROUTE');

const METHODS = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  DELETE: RequestMethod.DELETE,
} as const;

/** `/api/jobs/{jobId}` of a contract is `/api/jobs/:jobId` of a router. */
export const toRoutePath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const route = (operation: OperationDefinition, passThrough: boolean): MethodDecorator =>
  applyDecorators(
    RequestMapping({ path: toRoutePath(operation.path), method: METHODS[operation.method] }),
    HttpCode(operation.status),
    SetMetadata(OPERATION_ROUTE, { operation, passThrough } satisfies OperationRoute),
    ...(operation.idempotency === true && !passThrough ? [UseInterceptors(OnceInterceptor)] : []),
  );

/** The method answers this operation of the contracts: route, access, validation and status all come from there. */
export const Implements = (operation: OperationDefinition): MethodDecorator => route(operation, false);

/** Route and access, parameters and query are checked; the body is not read and the method writes the answer. */
export const PassesOn = (operation: OperationDefinition): MethodDecorator => route(operation, true);

/** A route outside the contracts that anybody may call, such as health. Everything else needs an identity. */
export const Open = (): MethodDecorator => SetMetadata(OPEN_ROUTE, true);
