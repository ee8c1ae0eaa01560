import { type ChannelCredentials, credentials, InterceptingCall, type Interceptor } from '@grpc/grpc-js';
import { DirectoryServiceClient } from './generated/gong_timeline/directory/v1/directory';
import { JobServiceClient } from './generated/gong_timeline/jobs/v1/jobs';
import { SyncServiceClient } from './generated/gong_timeline/sync/v1/sync';
import { TimelineServiceClient } from './generated/gong_timeline/timeline/v1/timeline';

export interface ConnectionOptions {
  /** host:port of the gateway. */
  readonly address: string;
  /** An API token: `gtl_...`. */
  readonly token: string;
  /** TLS by the system's certificates, or by the certificate of an authority of your own. Left out: no TLS. */
  readonly tls?: boolean | { readonly authority: Buffer };
}

export interface Connection {
  readonly timeline: TimelineServiceClient;
  readonly directory: DirectoryServiceClient;
  readonly sync: SyncServiceClient;
  readonly jobs: JobServiceClient;
  close(): void;
}

/** Seen dead within half a minute, also where a firewall drops silent connections. */
const KEEPALIVE = { 'grpc.keepalive_time_ms': 30_000, 'grpc.keepalive_timeout_ms': 10_000 };

/** One client a service; the token goes with each call. They share one connection, which is made at the first call. */
export const connect = ({ address, token, tls = false }: ConnectionOptions): Connection => {
  const withToken: Interceptor = (options, next) =>
    new InterceptingCall(next(options), {
      start: (metadata, listener, pass) => {
        metadata.set('authorization', `Bearer ${token}`);
        pass(metadata, listener);
      },
    });
  const options = { ...KEEPALIVE, interceptors: [withToken] };
  const channel = credentialsOf(tls);
  const clients = {
    timeline: new TimelineServiceClient(address, channel, options),
    directory: new DirectoryServiceClient(address, channel, options),
    sync: new SyncServiceClient(address, channel, options),
    jobs: new JobServiceClient(address, channel, options),
  };
  return { ...clients, close: () => Object.values(clients).forEach((client) => client.close()) };
};

const credentialsOf = (tls: NonNullable<ConnectionOptions['tls']>): ChannelCredentials => {
  if (tls === false) return credentials.createInsecure();
  return tls === true ? credentials.createSsl() : credentials.createSsl(tls.authority);
};
