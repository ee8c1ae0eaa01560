import { realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FolderLock, lockFolder } from '../process/folder-lock';
import { assertPortFree, freePort } from '../process/free-port';
import { StackError } from '../stack-error';
import { classArchive } from './class-archive';
import { findJava } from './find-java';
import { formatStorage } from './format-storage';
import { kafkaJars } from './kafka-jars';
import { asProperties, kafkaSettings } from './kafka-settings';
import { launchBroker } from './launch-broker';
import { repoFile } from './repo-file';
import { stopOrphanKafka } from './stop-orphan-kafka';

export interface KafkaOptions {
  /** Made when missing; kept between runs. */
  readonly dataDir: string;
  /** Where Kafka's jars are kept, for all data folders; `.local/kafka-jars` of the repository when not given. */
  readonly jarsDir?: string | undefined;
  /** Any free port when not given. The controller takes a second one by itself. */
  readonly port?: number | undefined;
  readonly heapMb?: number | undefined;
  readonly log?: ((line: string) => void) | undefined;
}

export interface LocalKafka {
  /** For KAFKA_BROKERS: 127.0.0.1:port. */
  readonly brokers: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves once the broker is gone, also when it was killed by another. */
  stop(): Promise<void>;
}

/** 128 + SIGTERM: the JVM's own word for a stop that ran to its end. */
const endedInOrder = 'exit code 143';

export async function startKafka(options: KafkaOptions): Promise<LocalKafka> {
  if (process.platform === 'win32') {
    throw new StackError(
      'stack.windows',
      'Windows is not supported: use WSL 2 or Docker Compose (docker/compose.yaml).',
    );
  }
  const lock = await lockFolder(options.dataDir);
  try {
    return await startLocked(options, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startLocked(options: KafkaOptions, lock: FolderLock): Promise<LocalKafka> {
  const { log = () => undefined, heapMb = 512 } = options;
  const dataDir = realpathSync(options.dataDir);
  const logDir = join(dataDir, 'log-dir');
  const properties = join(dataDir, 'server.properties');
  const java = findJava();
  const jars = await kafkaJars(options.jarsDir ?? repoFile('.local', 'kafka-jars'), log);
  const classPath = join(jars, '*');
  await stopOrphanKafka(properties, log);
  const archive = classArchive(java, jars, dataDir);
  if (options.port !== undefined) await assertPortFree(options.port, 'Kafka');

  await formatStorage({ java, flags: archive.reading, classPath, dataDir, logDir });
  const port = options.port ?? (await freePort());
  const controllerPort = await freePort();
  writeFileSync(properties, asProperties(kafkaSettings({ port, controllerPort, logDir })));
  const server = await launchBroker({ java, archive, classPath, dataDir, properties, port, heapMb });
  void server.exited.then((how) => {
    if (how === endedInOrder) archive.keep();
    lock.release();
    log(`Kafka (process ${server.pid}) ended: ${how}`);
  });
  log(`Kafka answers on 127.0.0.1:${port} (process ${server.pid})`);
  return { brokers: `127.0.0.1:${port}`, port, pid: server.pid, stop: () => server.stop() };
}
