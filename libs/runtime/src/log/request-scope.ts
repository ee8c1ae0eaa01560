import { AsyncLocalStorage } from 'node:async_hooks';

/** What every line logged while a request is answered carries. */
export interface RequestScope {
  readonly correlationId: string;
  readonly traceparent: string | null;
}

export const requestScope = new AsyncLocalStorage<RequestScope>();
