import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Clock } from '../clock';
import { GrpcServer } from '../grpc/grpc-server';
import { Readiness } from '../health/readiness';
import { ExpressServer } from '../http/express-server';
import { requestScopeMiddleware } from '../http/request-scope.middleware';
import { createLogger, type Logger } from '../log/logger';
import { NestLog } from '../log/nest-log';
import { secretsOf } from '../log/secrets-of';
import { Metrics } from '../metrics/metrics';
import { connectDatabase } from './connect-database';
import { connectMessaging, type Messaging } from './connect-messaging';
import type { ServiceDefinition } from './define-service';
import type { ServiceConfig } from '../config/service-variables';
import { RuntimeModule } from './runtime.module';
import { StartError } from './start-error';
import { pendingMigrations } from './store/pending-migrations';

export interface RunningService {
  readonly url: string;
  /** host:port; null where it speaks no gRPC. */
  readonly grpcAddress: string | null;
  readonly log: Logger;
  /** For tests that look into a provider. */
  readonly app: NestExpressApplication;
  /** In order: not ready, no new connections, loops and consumers end their turn, the relay, the database. */
  stop(): Promise<void>;
}

/** Everything that is replaced in tests only. */
export interface StartOptions {
  readonly log?: Logger;
  readonly clock?: Clock;
  readonly databaseWaitMs?: number;
}

export const startService = async (service: ServiceDefinition, options: StartOptions = {}): Promise<RunningService> => {
  const { name, config, migrations } = service;
  const log =
    options.log ??
    createLogger({ app: name, level: config.LOG_LEVEL, instance: config.INSTANCE_ID, secrets: secretsOf(config) });
  const clock = options.clock ?? new Clock();
  const metrics = new Metrics(name);
  const readiness = new Readiness(log);
  const database = await connectDatabase(service, {
    clock,
    log,
    ...(options.databaseWaitMs === undefined ? {} : { waitMs: options.databaseWaitMs }),
  });
  readiness.add('database', () => database.ping().then(() => null));
  readiness.add('migrations', async () => {
    const pending = await pendingMigrations(database, migrations);
    return pending.length === 0 ? null : `not run: ${pending.join(', ')}`;
  });

  const opened: { messaging?: Messaging; app?: NestExpressApplication; server: ExpressServer; grpc?: GrpcServer } = {
    server: new ExpressServer(),
  };
  const stop = async (): Promise<void> => {
    readiness.stop();
    opened.server.stopAccepting();
    // What gRPC calls in hand need must not end before them.
    const closed = Promise.resolve(opened.grpc?.stop()).then(() => opened.app?.close());
    await Promise.all([opened.messaging?.consumers?.close(), opened.messaging?.segments?.stop(), closed]);
    await opened.messaging?.relay?.stop();
    await opened.messaging?.kafka?.close();
    await database.close();
  };
  try {
    const parts = { database, log, metrics, readiness, clock };
    opened.messaging = connectMessaging(service, parts);
    const { kafka, consumers, relay, segments } = opened.messaging;
    const app = await NestFactory.create<NestExpressApplication>(
      RuntimeModule.of(service, { ...parts, kafka }),
      opened.server,
      { bodyParser: false, abortOnError: false, logger: new NestLog(log) },
    );
    opened.app = app;
    app.use(requestScopeMiddleware(log, observeRequests(metrics)));
    if (consumers !== null) app.connectMicroservice({ strategy: consumers });
    relay?.start();
    segments?.start();
    await app.init();
    await app.startAllMicroservices();
    await listen(app, config);
    const url = addressOf(opened.server, config.HOST);
    const { HOST, GRPC_PORT } = config;
    if (service.grpc !== undefined && GRPC_PORT !== undefined) {
      const offer = service.grpc((token) => app.get(token as never, { strict: false }));
      opened.grpc = await GrpcServer.start(offer, { ...config, HOST, GRPC_PORT }, { log, metrics });
    }
    const grpcAddress = opened.grpc?.address ?? null;
    log.info({ url, grpcAddress }, 'listening');
    return { url, grpcAddress, log, app, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const listen = async (app: NestExpressApplication, { HOST, PORT }: ServiceConfig): Promise<void> => {
  try {
    await app.listen(PORT, HOST);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new StartError(`Port ${PORT} at ${HOST} is taken: end what uses it, or set PORT`);
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
      throw new StartError(`Cannot listen at ${HOST} port ${PORT} (${code}): correct HOST or PORT`);
    }
    throw error;
  }
};

const addressOf = (server: ExpressServer, host: string): string => {
  const { port } = server.getHttpServer().address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};

const observeRequests = (metrics: Metrics) => {
  const durations = metrics.duration({
    name: 'http_request_duration_seconds',
    help: 'Time to answer an HTTP request, by operation',
    labels: ['operation', 'method', 'status'],
  });
  return (seen: { operationId: string; method: string; status: number; seconds: number }): void =>
    durations.observe({ operation: seen.operationId, method: seen.method, status: String(seen.status) }, seen.seconds);
};
