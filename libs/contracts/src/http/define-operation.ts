import type { AppName } from '@gong-timeline/domain';
import type { Static, TObject, TSchema } from '@sinclair/typebox';

/** Who may call. `service`: our own processes only; `operator`: who runs the installation; both stand above tenants. */
export type Access = 'public' | 'member' | 'admin' | 'operator' | 'service';

/**
 * The whole contract of one HTTP operation. The owning app implements it, the gateway offers it (all but `service`
 * ones), and the OpenAPI document is generated from it. Errors are RFC 9457 problem documents.
 */
export interface OperationDefinition<
  P extends TObject = TObject,
  Q extends TObject = TObject,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
> {
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `{name}` parameters, e.g. `/api/jobs/{jobId}`. */
  readonly path: string;
  readonly owner: AppName;
  readonly access: Access;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: P;
  readonly query?: Q;
  /** JSON body. `stream` instead when the request body is read as it comes. */
  readonly body?: B;
  readonly requestStream?: {
    readonly contentTypes: readonly string[];
    readonly description: string;
    /** What one line of it is, where it is lines. For the documentation: the owner checks each line. */
    readonly line?: TSchema;
  };
  readonly status: number;
  /** JSON answer. `responseStream` instead when the answer is a file. */
  readonly response?: R;
  readonly responseStream?: { readonly contentType: string; readonly description: string };
  /** Problem codes that it may answer, beside those any operation may. */
  readonly problems: readonly string[];
}

type StaticOr<S, Otherwise> = S extends TSchema ? Static<S> : Otherwise;
export type ParamsOf<O> = O extends { params: infer P } ? StaticOr<P, unknown> : Record<string, never>;
export type QueryOf<O> = O extends { query: infer Q } ? StaticOr<Q, unknown> : Record<string, never>;
export type BodyOf<O> = O extends { body: infer B } ? StaticOr<B, unknown> : undefined;
export type ResponseOf<O> = O extends { response: infer R } ? StaticOr<R, unknown> : void;

export const defineOperation = <const O extends OperationDefinition>(operation: O): O => operation;
