import type { BodyOf, OperationDefinition, ParamsOf, QueryOf } from '@gong-timeline/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Identity } from './identity';
import { requestState } from './request-state';

/** What a controller's method is handed: validated by the contract, defaults applied. */
export interface InputOf<O> {
  readonly params: ParamsOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
  readonly identity: Identity;
  /** The header If-Match, well-formed: for `refuseStale`. */
  readonly ifMatch: string | null;
  readonly correlationId: string;
  readonly traceparent: string | null;
  /** To read the body of a `requestStream` operation as it comes. */
  readonly request: Request;
  /** To write the answer of a `responseStream` operation. */
  readonly response: Response;
}

/** The one parameter of a method that `@Implements` an operation. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext): InputOf<OperationDefinition> => {
  const { input } = requestState(context.switchToHttp().getRequest<Request>());
  if (input === undefined) throw new Error('@Input() needs @Implements(operation) on the same method');
  return input;
});
