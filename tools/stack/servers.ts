import { join } from 'node:path';
import { startKafka, startPostgres } from '@gong-timeline/local-stack';
import { ensureDatabase } from '../provision/provision-database';
import { KeptServer } from './kept-server';
import type { StackSettings } from './settings';

export interface Servers {
  readonly databaseUrl: string;
  readonly kafkaBrokers: string;
  /** Process ids, as they are now, of what this stack started itself; absent for servers it was pointed at. */
  readonly pids: { readonly postgres?: number | undefined; readonly kafka?: number | undefined };
  stop(): Promise<void>;
}

const DATABASE = 'gong_timeline';

/** What DATABASE_URL and KAFKA_BROKERS name; else PostgreSQL from npm and Apache Kafka from Maven, on loopback. */
export async function startServers(
  settings: StackSettings,
  dataDir: string,
  say: (line: string) => void,
): Promise<Servers> {
  const postgres = new KeptServer(
    'PostgreSQL',
    () => startPostgres({ dataDir: join(dataDir, 'postgres'), port: settings.POSTGRES_PORT, log: say }),
    say,
  );
  const kafka = new KeptServer(
    'Kafka',
    () => startKafka({ dataDir: join(dataDir, 'kafka'), port: settings.KAFKA_PORT, log: say }),
    say,
  );
  const stop = async () => {
    await Promise.all([postgres.stop(), kafka.stop()]);
  };
  const started = await Promise.allSettled([
    settings.DATABASE_URL ?? postgres.start().then((server) => ensureDatabase(server.url, DATABASE)),
    settings.KAFKA_BROKERS ?? kafka.start().then((server) => server.brokers),
  ]);
  const [databaseUrl, kafkaBrokers] = started.map((each) => (each.status === 'fulfilled' ? each.value : null));
  if (databaseUrl == null || kafkaBrokers == null) {
    await stop();
    throw started.find((each) => each.status === 'rejected')?.reason;
  }
  return {
    databaseUrl,
    kafkaBrokers,
    get pids() {
      return {
        ...(postgres.pid !== undefined && { postgres: postgres.pid }),
        ...(kafka.pid !== undefined && { kafka: kafka.pid }),
      };
    },
    stop,
  };
}
