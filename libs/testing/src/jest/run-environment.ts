import { startEnvironment } from '../environment/start-environment';
import type { TestEnvironment } from '../environment/test-environment';

/** Kept between jest's global set-up and tear-down, which are two modules of the same process. */
let running: Promise<TestEnvironment> | undefined;
let stopping: Promise<void> | undefined;

export async function startRun(): Promise<void> {
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const began = Date.now();
  running = startEnvironment(process.env, log);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void interrupted(signal));
  const { databaseUrl, brokers, kind } = await running;
  // Jest's workers are started after this and inherit it.
  process.env.TEST_DATABASE_URL = databaseUrl;
  process.env.TEST_KAFKA_BROKERS = brokers;
  log(`PostgreSQL and Kafka for the specs: ${kind}, ${Date.now() - began} ms`);
}

export function stopRun(): Promise<void> {
  stopping ??= (async () => {
    const environment = await running;
    await environment?.stop();
  })();
  return stopping;
}

async function interrupted(signal: NodeJS.Signals): Promise<void> {
  try {
    await stopRun();
  } catch (error) {
    process.stderr.write(`The test servers were not stopped in order: ${(error as Error).message}\n`);
  }
  process.exit(signal === 'SIGINT' ? 130 : 143);
}
