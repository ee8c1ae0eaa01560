import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FolderLock, lockFolder } from '../process/folder-lock';
import { assertPortFree, freePort } from '../process/free-port';
import { poll } from '../process/poll';
import { runServer, type ServerProcess } from '../process/server-process';
import { StackError } from '../stack-error';
import { brokerUsable } from './broker-usable';
import { findJava } from './find-java';
import { formatStorage } from './format-storage';
import { kafkaJars } from './kafka-jars';
import { asProperties, kafkaSettings } from './kafka-settings';
import { repoFile } from './repo-file';
import { kafkaStopSteps, stopOrphanKafka } from './stop-orphan-kafka';

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

/** Thousands of segments to check after a kill -9 still fit. */
const startWithinMs = 120_000;

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
  if (options.port !== undefined) await assertPortFree(options.port, 'Kafka');

  await formatStorage({ java, classPath, dataDir, logDir });
  const port = options.port ?? (await freePort());
  const controllerPort = await freePort();
  writeFileSync(properties, asProperties(kafkaSettings({ port, controllerPort, logDir })));
  const server = await launch({ java, classPath, dataDir, properties, port, heapMb });
  void server.exited.then((how) => {
    lock.release();
    log(`Kafka (process ${server.pid}) ended: ${how}`);
  });
  log(`Kafka answers on 127.0.0.1:${port} (process ${server.pid})`);
  return { brokers: `127.0.0.1:${port}`, port, pid: server.pid, stop: () => server.stop() };
}

async function launch(what: {
  java: string;
  classPath: string;
  dataDir: string;
  properties: string;
  port: number;
  heapMb: number;
}): Promise<ServerProcess> {
  const outputFile = join(what.dataDir, 'start.log');
  const server = await runServer({
    file: what.java,
    args: [
      ...['-Xms128m', `-Xmx${what.heapMb}m`, '-XX:+UseSerialGC', '-XX:+ExitOnOutOfMemoryError'],
      // Else each network thread keeps a buffer outside the heap as large as the largest request it has seen.
      ...['-Djdk.nio.maxCachedBufferSize=262144', '-Djava.awt.headless=true', `-Dstack.logs=${what.dataDir}`],
      `-Dlog4j2.configurationFile=${repoFile('docker', 'local', 'kafka', 'log4j2.properties')}`,
      ...['-cp', what.classPath, 'kafka.Kafka', what.properties],
    ],
    env: process.env,
    account: {},
    port: what.port,
    outputFile,
    stopSteps: kafkaStopSteps,
  });
  const settled = await poll(async () => server.ended() !== undefined || (await brokerUsable(server.port)), {
    timeoutMs: startWithinMs,
    intervalMs: 50,
  });
  if (settled && server.ended() === undefined) return server;
  await server.stop();
  throw new StackError('stack.kafka-start', whyNotStarted(server, what.dataDir, outputFile));
}

function whyNotStarted(server: ServerProcess, dataDir: string, outputFile: string): string {
  const logFile = join(dataDir, 'kafka.log');
  const text = [logFile, outputFile].map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')).join('\n');
  const error = text
    .match(/ (?:ERROR|FATAL) (.*)|^(?:Error|Exception).*$/gm)
    ?.at(-1)
    ?.trim();
  return `Kafka did not start (${server.ended()})${error ? `: ${error}` : ''} (its log: ${logFile})`;
}
