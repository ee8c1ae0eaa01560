import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { provisionDatabase } from '../provision/provision-database';
import { provisionTopics } from '../provision/provision-topics';
import { appProcesses } from './apps';
import { Child } from './child';
import { nameWhatDoesNotAnswer } from './name-what-does-not-answer';
import { loadSecrets, type Secrets } from './secrets';
import { type Servers, startServers } from './servers';
import { grpcPortsOf, passedVariables, portsOf, type StackSettings } from './settings';
import { waitUntilReady } from './wait-until-ready';

export interface Stack {
  readonly settings: StackSettings;
  readonly dataDir: string;
  readonly publicUrl: string;
  readonly operatorTokenFile: string;
  readonly servers: Servers;
  readonly secrets: Secrets;
  readonly children: readonly Child[];
  /** Adds another supervised process (the simulator), stopped with the rest. */
  add(child: Child): void;
  stop(): Promise<void>;
}

export interface BringUpOptions {
  readonly root: string;
  readonly settings: StackSettings;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Variables for the services on top of `env`: how the demo points them at the simulator. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Options of node for every service, such as those of its profiler. */
  readonly nodeOptions?: readonly string[];
}

/** Servers, roles, schemas, topics, services: in this order, and all of it again stopped when one fails. */
export async function bringUp({
  root,
  settings,
  env,
  say,
  extra = {},
  nodeOptions = [],
}: BringUpOptions): Promise<Stack> {
  const dataDir = resolve(root, settings.DATA_DIR);
  mkdirSync(dataDir, { recursive: true });
  const ports = portsOf(settings);
  const grpcPorts = grpcPortsOf(settings);
  await Promise.all([
    ...Object.entries(ports).map(([app, port]) => assertFree(settings.HOST, port, app)),
    ...Object.entries(grpcPorts).map(([app, port]) => assertFree(settings.HOST, port, `${app}-grpc`)),
  ]);

  const secrets = loadSecrets(join(dataDir, 'secrets.json'), env);
  const servers = await startServers(settings, dataDir, say);
  const children: Child[] = [];
  const stop = async () => {
    await Promise.all(children.toReversed().map((child) => child.stop()));
    await servers.stop();
  };
  try {
    await Promise.all([
      nameWhatDoesNotAnswer(
        { what: 'The database', variable: 'DATABASE_URL', address: servers.databaseUrl },
        provisionDatabase(servers.databaseUrl, secrets.rolePasswords, () => undefined),
      ),
      nameWhatDoesNotAnswer(
        { what: 'Kafka', variable: 'KAFKA_BROKERS', address: servers.kafkaBrokers },
        provisionTopics(servers.kafkaBrokers),
      ),
    ]);
    const publicUrl = settings.PUBLIC_URL ?? `http://${settings.HOST}:${ports.gateway}`;
    const operatorTokenFile = join(dataDir, 'operator-token');
    const processes = appProcesses(
      {
        databaseUrl: servers.databaseUrl,
        kafkaBrokers: servers.kafkaBrokers,
        host: settings.HOST,
        ports,
        grpcPorts,
        publicUrl,
        operatorTokenFile,
        passed: { ...passedVariables(env), ...extra },
      },
      secrets,
    );
    const started = processes.map((process) => {
      const child = new Child({
        ...process,
        root,
        say,
        nodeOptions,
        logFile: join(dataDir, 'logs', `${process.name}.log`),
      });
      child.start();
      children.push(child);
      return waitUntilReady(child, process.readyUrl);
    });
    await Promise.all(started);
    return {
      settings,
      dataDir,
      publicUrl,
      operatorTokenFile,
      servers,
      secrets,
      children,
      add: (child) => void children.push(child),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A port that is taken is said before anything is started: which one, whose, and how to choose another. */
export async function assertFree(host: string, port: number, app: string): Promise<void> {
  const variable = `${app.replaceAll('-', '_').toUpperCase()}_PORT`;
  const probe = createServer();
  await new Promise<void>((resolvePort, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Error(
          error.code === 'EADDRINUSE'
            ? `Port ${port} (${app}) is taken. Stop what listens there, or choose another with ${variable}=<port>.`
            : `Port ${port} (${app}) cannot be used: ${error.message}. Choose another with ${variable}=<port>.`,
        ),
      ),
    );
    probe.listen(port, host, () => probe.close(() => resolvePort()));
  });
}
