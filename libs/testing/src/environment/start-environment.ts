import { dockerMayBeHere, startContainers } from './containers';
import { startEmbedded } from './embedded';
import type { TestEnvironment } from './test-environment';

/**
 * In this order: what TEST_DATABASE_URL and TEST_KAFKA_BROKERS name; containers where a Docker engine answers; the
 * embedded servers. TEST_STACK=embedded leaves Docker out.
 */
export async function startEnvironment(env: NodeJS.ProcessEnv, log: (line: string) => void): Promise<TestEnvironment> {
  const { TEST_DATABASE_URL: databaseUrl, TEST_KAFKA_BROKERS: brokers } = env;
  if (databaseUrl && brokers) return { databaseUrl, brokers, kind: 'as named', stop: async () => undefined };
  if (databaseUrl || brokers) {
    throw new Error('Set both TEST_DATABASE_URL and TEST_KAFKA_BROKERS, or neither of them');
  }
  if (env.TEST_STACK !== 'embedded' && dockerMayBeHere(env)) {
    try {
      return await startContainers();
    } catch (error) {
      log(`Docker is here but could not start the servers, taking the embedded ones: ${(error as Error).message}`);
    }
  }
  return startEmbedded(log);
}
