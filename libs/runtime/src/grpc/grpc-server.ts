import { setMaxListeners } from 'node:events';
import { type Server as GrpcJsServer, Server, type ServiceDefinition } from '@grpc/grpc-js';
import { methodPath } from '@gong-timeline/contracts';
import type { Logger } from '../log/logger';
import type { Metrics } from '../metrics/metrics';
import { StartError } from '../service/start-error';
import { answerStream, answerUnary, type AnsweringParts } from './answer-calls';
import { grpcCredentials, type TlsFiles } from './grpc-credentials';
import { GrpcHealth } from './grpc-health';
import { limitConnections } from './limit-pings';
import { addReflection } from './reflect';
import type { GrpcOffer, ServedMethod } from './served-method';

export interface GrpcPlace extends TlsFiles {
  readonly HOST: string;
  readonly GRPC_PORT: number;
}

const LIMITS = {
  'grpc.max_receive_message_length': 4 * 1024 * 1024,
  // A connection whose other end is gone without a word is closed within half a minute.
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.max_connection_idle_ms': 15 * 60_000,
} as const;

/** Calls at once on one connection: of a caller; and of the gateway, which brings those of all of them. */
const MOST_OF_A_CALLER = 200;
const MOST_OF_THE_GATEWAY = 4_000;

/** Time for balancers to see that it stops; calls that come meanwhile are still answered. */
const NOTICE_MS = 400;
/** What is still being answered then is cut off. */
const LAST_ANSWERS_MS = 6_000;

/** The gRPC side of a process: its methods, health, reflection where it is public, limits, and an orderly stop. */
export class GrpcServer {
  private readonly stopping = new AbortController();

  private constructor(
    private readonly server: GrpcJsServer,
    private readonly health: GrpcHealth,
    readonly address: string,
    stopping: AbortController,
  ) {
    this.stopping = stopping;
  }

  static async start(
    offer: GrpcOffer,
    place: GrpcPlace,
    { log, metrics }: { readonly log: Logger; readonly metrics: Metrics },
  ): Promise<GrpcServer> {
    const server = new Server({
      ...LIMITS,
      'grpc.max_concurrent_streams': offer.reflection ? MOST_OF_A_CALLER : MOST_OF_THE_GATEWAY,
    });
    const stopping = new AbortController();
    setMaxListeners(0, stopping.signal);
    const observe = observeCalls(metrics);
    addMethods(server, offer, { authenticate: offer.authenticate, log, observe, stopping: stopping.signal });
    const health = new GrpcHealth(offer.health, log);
    health.addTo(server);
    if (offer.reflection) addReflection(server, offer.authenticate);
    const port = await bind(server, place);
    limitConnections(server);
    await health.start();
    const address = `${place.HOST.includes(':') ? `[${place.HOST}]` : place.HOST}:${port}`;
    return new GrpcServer(server, health, address, stopping);
  }

  /** In order: says that it serves no more, ends the streams, lets calls in hand be answered, cuts off what is left. */
  async stop(): Promise<void> {
    await this.health.stop();
    await new Promise((resolve) => setTimeout(resolve, NOTICE_MS));
    this.stopping.abort();
    await new Promise<void>((resolve) => {
      const cut = setTimeout(() => this.server.forceShutdown(), LAST_ANSWERS_MS);
      this.server.tryShutdown(() => {
        clearTimeout(cut);
        resolve();
      });
    });
  }
}

const addMethods = (server: GrpcJsServer, { methods }: GrpcOffer, parts: AnsweringParts): void => {
  for (const service of new Set(methods.map(({ definition }) => definition.service))) {
    const own = methods.filter(({ definition }) => definition.service === service);
    const wire = Object.fromEntries(own.map((method) => [method.definition.method, wireOf(method)]));
    const handlers = own.map((method): [string, never] => [
      method.definition.method,
      handlerOf(method, parts) as never,
    ]);
    server.addService(wire as unknown as ServiceDefinition, Object.fromEntries(handlers));
  }
};

const handlerOf = (method: ServedMethod, parts: AnsweringParts): unknown =>
  'stream' in method ? answerStream(method, parts) : answerUnary(method, parts);

/** Bytes on both sides: what they mean is read where a fault in them can be named. */
const wireOf = ({ definition }: ServedMethod) => ({
  path: methodPath(definition),
  requestStream: false,
  responseStream: definition.responseStream,
  requestSerialize: asIs,
  requestDeserialize: asIs,
  responseSerialize: asIs,
  responseDeserialize: asIs,
});

const asIs = (bytes: Buffer): Buffer => bytes;

const bind = (server: GrpcJsServer, place: GrpcPlace): Promise<number> =>
  new Promise((resolve, reject) => {
    const host = place.HOST.includes(':') ? `[${place.HOST}]` : place.HOST;
    server.bindAsync(`${host}:${place.GRPC_PORT}`, grpcCredentials(place), (error, port) => {
      if (error === null) return resolve(port);
      const what = `Cannot listen for gRPC at ${place.HOST} port ${place.GRPC_PORT}`;
      reject(new StartError(`${what}: end what uses it, or set GRPC_PORT (${error.message})`));
    });
  });

const observeCalls = (metrics: Metrics) => {
  const durations = metrics.duration({
    name: 'grpc_request_duration_seconds',
    help: 'Time to answer a gRPC call, by method; of a stream, until its end',
    labels: ['method', 'code'],
  });
  return ({ method, code, seconds }: { method: string; code: string; seconds: number }): void =>
    durations.observe({ method, code }, seconds);
};
