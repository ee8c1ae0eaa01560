import type { MethodDefinition, OperationDefinition } from '@gong-timeline/contracts';
import type { Identity } from '../http/identity';
import type { GrpcCall } from './grpc-call';

/** A method as this process answers it: bytes in, bytes out. */
export type ServedMethod = { readonly definition: MethodDefinition } & (
  | { answer(request: Buffer, call: GrpcCall, identity: Identity): Promise<Buffer> }
  | { stream(request: Buffer, call: GrpcCall, identity: Identity): AsyncIterable<Buffer> }
);

/** Says who calls, or throws `auth.missing`; what it returns was allowed the scope of the operation. */
export type AuthenticateCall = (
  call: Pick<GrpcCall, 'path' | 'metadata' | 'peer'>,
  operation: OperationDefinition,
) => Promise<Identity>;

/** Whether each service can be called now, by its name. */
export type ServiceHealth = () => Promise<Readonly<Record<string, boolean>>>;

/** What a process offers over gRPC. */
export interface GrpcOffer {
  readonly methods: readonly ServedMethod[];
  readonly authenticate: AuthenticateCall;
  /** Whether callers may ask what there is: those who are signed in. */
  readonly reflection: boolean;
  readonly health: ServiceHealth;
}

/** Gives a provider of the app. */
export type Provide = <T>(token: unknown) => T;
