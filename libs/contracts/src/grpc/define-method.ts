import type { Static, TObject } from '@sinclair/typebox';
import type { OperationDefinition } from '../http/define-operation';

/**
 * What of a gRPC method its .proto cannot say. The owner implements it, the gateway passes it on; a method of a .proto
 * that is in no such definition is a failing spec.
 */
export interface MethodDefinition<R extends TObject = TObject> {
  /** Of the .proto, e.g. `gong_timeline.timeline.v1.TimelineService`. */
  readonly service: string;
  readonly method: string;
  readonly responseStream: boolean;
  /** Owner, role and scope are those of this HTTP operation: one token may do the same over both. */
  readonly like: OperationDefinition;
  /** What is taken, by the names of TypeScript; a field that the caller left out is empty, zero or absent. */
  readonly request: R;
}

export type RequestOf<M> = M extends { request: infer R extends TObject } ? Static<R> : never;

/** As it stands in the address of a call. */
export const methodPath = ({ service, method }: Pick<MethodDefinition, 'service' | 'method'>): string =>
  `/${service}/${method}`;

export const defineMethod = <const M extends MethodDefinition>(method: M): M => method;
