import { join } from 'node:path';
import { startKafka, startPostgres } from '@gong-timeline/local-stack';
import { ensureDatabase } from '../provision/provision-database';
import type { StackSettings } from './settings';

export interface Servers {
  readonly databaseUrl: string;
  readonly kafkaBrokers: string;
  /** Process ids of what this stack started itself; absent for servers it was pointed at. */
  readonly pids: { readonly postgres?: number; readonly kafka?: number };
  stop(): Promise<void>;
}

const DATABASE = 'gong_timeline';

/** What DATABASE_URL and KAFKA_BROKERS name; else PostgreSQL from npm and Apache Kafka from Maven, on loopback. */
export async function startServers(
  settings: StackSettings,
  dataDir: string,
  log: (line: string) => void,
): Promise<Servers> {
  const [postgres, kafka] = await Promise.allSettled([
    settings.DATABASE_URL === undefined
      ? startPostgres({ dataDir: join(dataDir, 'postgres'), port: settings.POSTGRES_PORT, log })
      : null,
    settings.KAFKA_BROKERS === undefined
      ? startKafka({ dataDir: join(dataDir, 'kafka'), port: settings.KAFKA_PORT, log })
      : null,
  ]);
  const started = [postgres, kafka].flatMap((each) => (each.status === 'fulfilled' && each.value ? [each.value] : []));
  const stop = async () => {
    await Promise.all(started.map((server) => server.stop()));
  };
  const failed = [postgres, kafka].find((each) => each.status === 'rejected');
  if (failed?.status === 'rejected') {
    await stop();
    throw failed.reason;
  }
  const ownPostgres = postgres.status === 'fulfilled' ? postgres.value : null;
  const ownKafka = kafka.status === 'fulfilled' ? kafka.value : null;
  try {
    return {
      databaseUrl: settings.DATABASE_URL ?? (await ensureDatabase(ownPostgres?.url ?? '', DATABASE)),
      kafkaBrokers: settings.KAFKA_BROKERS ?? ownKafka?.brokers ?? '',
      pids: { ...(ownPostgres && { postgres: ownPostgres.pid }), ...(ownKafka && { kafka: ownKafka.pid }) },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
