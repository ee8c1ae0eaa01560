import type { ServiceDefinition } from './define-service';
import { createLogger } from '../log/logger';
import { secretsOf } from '../log/secrets-of';
import { StartError } from './start-error';
import { type RunningService, startService } from './start-service';

/** Shorter than the grace that process managers give before they kill. */
const STOP_TIMEOUT_MS = 10_000;

/** The whole life of a process. Ends it by exit code: 0 stopped in order, 1 could not start or broke, 78 configured wrongly. */
export const runService = async (service: ServiceDefinition): Promise<void> => {
  const { name, config } = service;
  const log = createLogger({
    app: name,
    level: config.LOG_LEVEL,
    instance: config.INSTANCE_ID,
    secrets: secretsOf(config),
  });
  const broke = (error: unknown): never => {
    log.fatal({ err: error }, 'broke: an error nobody caught');
    return process.exit(1);
  };
  process.on('uncaughtException', broke);
  process.on('unhandledRejection', broke);

  let running: RunningService | undefined;
  let stopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping || running === undefined) process.exit(128 + (signal === 'SIGINT' ? 2 : 15));
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error(`did not stop within ${STOP_TIMEOUT_MS / 1000} s`);
      process.exit(1);
    }, STOP_TIMEOUT_MS).unref();
    await running.stop();
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));

  try {
    running = await startService(service, { log });
  } catch (error) {
    if (error instanceof StartError) log.fatal(error.message);
    else log.fatal({ err: error }, 'could not start');
    process.exit(1);
  }
};
