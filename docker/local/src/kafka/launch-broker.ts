import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { poll } from '../process/poll';
import { runServer, type ServerProcess } from '../process/server-process';
import { StackError } from '../stack-error';
import { brokerUsable } from './broker-usable';
import type { ClassArchive } from './class-archive';
import type { Java } from './find-java';
import { repoFile } from './repo-file';
import { kafkaStopSteps } from './stop-orphan-kafka';

/** Thousands of segments to check after a kill -9 still fit. */
const startWithinMs = 120_000;

export interface BrokerLaunch {
  readonly java: Java;
  readonly archive: ClassArchive;
  readonly classPath: string;
  readonly dataDir: string;
  readonly properties: string;
  readonly port: number;
  readonly heapMb: number;
}

/** Resolves once the broker can really be used; nothing is left running when it fails. */
export async function launchBroker(what: BrokerLaunch): Promise<ServerProcess> {
  const logFile = join(what.dataDir, 'kafka.log');
  const outputFile = join(what.dataDir, 'start.log');
  const loggedBefore = textOf(logFile).length;
  const server = await runServer({
    file: what.java.command,
    args: [
      ...['-Xms128m', `-Xmx${what.heapMb}m`, '-XX:+UseSerialGC', '-XX:+ExitOnOutOfMemoryError'],
      // The second compiler takes more CPU than it gives back within a million messages: 2 cores are for the services.
      ...['-XX:TieredStopAtLevel=1', '-XX:+IgnoreUnrecognizedVMOptions', ...what.archive.running],
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
  const how = server.ended();
  if (settled && how === undefined) return server;
  await server.stop();
  const logged = `${textOf(logFile).slice(loggedBefore)}\n${textOf(outputFile)}`;
  const reason = how === undefined ? `not ready within ${startWithinMs / 1000} s` : `${how}${lastError(logged)}`;
  throw new StackError('stack.kafka-start', `Kafka did not start (${reason}). Its log: ${logFile}`);
}

function lastError(log: string): string {
  const errors = log.match(/ (?:ERROR|FATAL) .*|^(?:Error|Exception).*$/gm);
  return errors ? `: ${errors.at(-1)?.trim()}` : '';
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
