import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Clock } from '../clock';
import { Readiness } from '../health/readiness';
import { ExpressServer } from '../http/express-server';
import { requestScopeMiddleware } from '../http/request-scope.middleware';
import { createLogger, type Logger } from '../log/logger';
import { NestLog } from '../log/nest-log';
import { Metrics } from '../metrics/metrics';
import { connectDatabase } from './connect-database';
import type { ServiceDefinition } from './define-service';
import { RuntimeModule } from './runtime.module';

export interface RunningService {
  readonly url: string;
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
  const { name, config } = service;
  const log = options.log ?? createLogger({ app: name, level: config.LOG_LEVEL, instance: config.INSTANCE_ID });
  const clock = options.clock ?? new Clock();
  const metrics = new Metrics(name);
  const readiness = new Readiness(log);
  const database = await connectDatabase(service, {
    clock,
    log,
    ...(options.databaseWaitMs === undefined ? {} : { waitMs: options.databaseWaitMs }),
  });
  readiness.add('database', () => database.ping().then(() => null));

  const server = new ExpressServer();
  const app = await NestFactory.create<NestExpressApplication>(
    RuntimeModule.of(service, { database, log, metrics, readiness, clock }),
    server,
    { bodyParser: false, abortOnError: false, logger: new NestLog(log) },
  );
  const durations = metrics.duration({
    name: 'http_request_duration_seconds',
    help: 'Time to answer an HTTP request, by operation',
    labels: ['operation', 'method', 'status'],
  });
  app.use(
    requestScopeMiddleware(log, ({ operationId, method, status, seconds }) =>
      durations.observe({ operation: operationId, method, status: String(status) }, seconds),
    ),
  );
  await app.listen(config.PORT, config.HOST);
  const { port } = server.getHttpServer().address() as AddressInfo;
  const url = `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`;
  log.info({ url }, 'listening');

  return {
    url,
    log,
    app,
    stop: async () => {
      readiness.stop();
      server.stopAccepting();
      await app.close();
      await database.close();
      log.info('stopped');
    },
  };
};
