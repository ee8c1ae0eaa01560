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
  /** Which of our services may call it as themselves. Not said: none; people reach it by the gateway as their role allows. */
  readonly callers?: readonly AppName[];
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
    /** A body of each content type; without one, of JSON lines, it is made from `line`. */
    readonly examples?: Readonly<Record<string, string>>;
  };
  readonly status: number;
  /** JSON answer. `responseStream` instead when the answer is a file. */
  readonly response?: R;
  readonly responseStream?: {
    readonly contentType: string;
    /** What else it may be, where the answer depends on what was stored. */
    readonly otherContentTypes?: readonly string[];
    readonly description: string;
  };
  /** What starts or creates: takes an `Idempotency-Key`, so that a request sent again has its effect once (record 22). */
  readonly idempotency?: true;
  /** Its answer carries the `ETag` of the state that it shows or leaves behind. */
  readonly answersEtag?: true;
  /** Changes a state that two may edit: `If-Match` has the `ETag` that the caller saw, or it is refused (record 22). `once-saved`: what was never saved may be changed without. */
  readonly needsIfMatch?: true | 'once-saved';
  /** Still answered, with the headers Deprecation and Sunset. Days such as 2027-01-31; what to call instead. */
  readonly deprecated?: { readonly since: string; readonly sunset: string; readonly instead: string };
  /** Problem codes that it may answer, beside those any operation may. */
  readonly problems: readonly string[];
}

type StaticOr<S, Otherwise> = S extends TSchema ? Static<S> : Otherwise;
export type ParamsOf<O> = O extends { params: infer P } ? StaticOr<P, unknown> : Record<string, never>;
export type QueryOf<O> = O extends { query: infer Q } ? StaticOr<Q, unknown> : Record<string, never>;
export type BodyOf<O> = O extends { body: infer B } ? StaticOr<B, unknown> : undefined;
export type ResponseOf<O> = O extends { response: infer R } ? StaticOr<R, unknown> : void;

export const defineOperation = <const O extends OperationDefinition>(operation: O): O => operation;
