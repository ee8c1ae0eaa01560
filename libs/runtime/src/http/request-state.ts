import type { OperationDefinition } from '@gong-timeline/contracts';
import type { Request } from 'express';
import type { Identity } from './identity';
import type { InputOf } from './input';

/** What the runtime knows of a request, filled in as it passes: scope, operation, identity, input. */
export interface RequestState {
  readonly correlationId: string;
  readonly traceparent: string | null;
  operation?: OperationDefinition;
  identity?: Identity;
  input?: InputOf<OperationDefinition>;
}

const states = new WeakMap<Request, RequestState>();

export const setRequestState = (request: Request, state: RequestState): void => {
  states.set(request, state);
};

export const requestState = (request: Request): RequestState => {
  const state = states.get(request);
  if (state === undefined) throw new Error('The request did not pass the request-scope middleware');
  return state;
};
