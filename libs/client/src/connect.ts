import {
  type CallOptions,
  type ChannelCredentials,
  Client,
  credentials,
  Metadata,
  type ServiceError,
} from '@grpc/grpc-js';
import { CallFailed } from './call-failed';

export interface ConnectionOptions {
  /** host:port of the gateway. */
  readonly address: string;
  /** An API token: `gtl_...`. */
  readonly token: string;
  /** TLS by the system's certificates, or by the certificate of an authority of your own. Left out: no TLS. */
  readonly tls?: boolean | { readonly authority: Buffer };
}

export interface AskOptions {
  /** How long to wait; the server stops working for you then, too. Unary calls: 10 s when not given, null for no end. Streams: no end. */
  readonly timeoutMs?: number | null;
  readonly signal?: AbortSignal;
  /** Sent beside the token. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** One method as the generated services have it: `TimelineService.getActivity`. */
export interface Method<Q, R, S extends boolean> {
  readonly path: string;
  readonly responseStream: S;
  requestSerialize(request: Q): Buffer;
  responseDeserialize(bytes: Buffer): R;
}

export interface Connection {
  /** Rejects with CallFailed. */
  call<Q, R>(method: Method<Q, R, false>, request: Q, options?: AskOptions): Promise<R>;
  /** The server waits while you work on a message. Leave the loop, and the call is cancelled. Throws CallFailed. */
  stream<Q, R>(method: Method<Q, R, true>, request: Q, options?: AskOptions): AsyncGenerator<R, void, undefined>;
  close(): void;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const OPTIONS = {
  // Seen dead within a minute, also where a firewall drops silent connections.
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 10_000,
  // What may be on its way to you before you have taken it. HTTP/2's own 64 KB is less than a page of a list.
  'grpc-node.flow_control_window': 512 * 1024,
};

/** For all services at once; the connection is made at the first call, and again when it was lost. */
export const connect = ({ address, token, tls = false }: ConnectionOptions): Connection => {
  const client = new Client(address, credentialsOf(tls), OPTIONS);
  return {
    call: (method, request, { timeoutMs = DEFAULT_TIMEOUT_MS, signal, metadata } = {}) =>
      new Promise((resolve, reject) => {
        const call = client.makeUnaryRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          metadataOf(token, metadata),
          optionsOf(timeoutMs),
          (error: ServiceError | null, answer) => {
            signal?.removeEventListener('abort', cancel);
            if (error !== null) reject(new CallFailed(error));
            else if (answer !== undefined) resolve(answer);
          },
        );
        const cancel = () => call.cancel();
        if (signal?.aborted === true) cancel();
        signal?.addEventListener('abort', cancel, { once: true });
      }),
    async *stream(method, request, { timeoutMs, signal, metadata } = {}) {
      const call = client.makeServerStreamRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        metadataOf(token, metadata),
        optionsOf(timeoutMs),
      );
      const cancel = () => call.cancel();
      if (signal?.aborted === true) cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        yield* call;
      } catch (error) {
        throw new CallFailed(error as ServiceError);
      } finally {
        signal?.removeEventListener('abort', cancel);
        call.cancel();
      }
    },
    close: () => client.close(),
  };
};

const metadataOf = (token: string, more: AskOptions['metadata'] = {}): Metadata => {
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  for (const [name, value] of Object.entries(more)) metadata.set(name, value);
  return metadata;
};

const optionsOf = (timeoutMs: number | null | undefined): Partial<CallOptions> =>
  timeoutMs == null ? {} : { deadline: Date.now() + timeoutMs };

const credentialsOf = (tls: NonNullable<ConnectionOptions['tls']>): ChannelCredentials => {
  if (tls === false) return credentials.createInsecure();
  return tls === true ? credentials.createSsl() : credentials.createSsl(tls.authority);
};
