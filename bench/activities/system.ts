import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiToken, createTenant, TOPICS } from '@gong-timeline/contracts';
import { freePort, startKafka, startPostgres } from '@gong-timeline/local-stack';
import { connectKafka, ensureTopics, type Log } from '@gong-timeline/messaging';
import { Child, findRoot, GatewayClient, provisionDatabase, ROLES, urlFor, waitUntilReady } from '@gong-timeline/tools';

const SERVICE_TOKEN = randomBytes(33).toString('base64url');
const PASSWORDS = Object.fromEntries(ROLES.map((role) => [role, randomBytes(24).toString('base64url')]));

/** The gateway and timeline-writer as they run in an installation, on servers of their own. */
export interface BenchSystem {
  readonly superuserUrl: string;
  readonly applicationUrl: string;
  readonly url: string;
  readonly grpcAddress: string;
  readonly token: string;
  readonly pids: { readonly gateway: number; readonly timelineWriter: number };
  stop(): Promise<void>;
}

export async function startBenchSystem(tenantId: string): Promise<BenchSystem> {
  const folder = mkdtempSync(join(tmpdir(), 'gong-timeline-activities-'));
  // PostgreSQL runs as another user when we are root, and must be able to enter.
  chmodSync(folder, 0o755);
  const [postgres, kafka] = await Promise.all([
    startPostgres({ dataDir: join(folder, 'postgres'), durable: true }),
    startKafka({ dataDir: join(folder, 'kafka') }),
  ]);
  const children: Child[] = [];
  const stop = async (): Promise<void> => {
    for (const child of children) await child.stop();
    await Promise.all([postgres.stop(), kafka.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const client = connectKafka({ brokers: [kafka.brokers], clientId: 'bench', log: quiet });
    await ensureTopics({ kafka: client, topics: TOPICS });
    await client.close();
    await provisionDatabase(postgres.url, PASSWORDS, () => undefined);
    const roleUrl = (role: string) => urlFor(postgres.url, role, PASSWORDS[role] ?? '');
    const [port, ownerPort, grpcPort, ownerGrpcPort] = [
      await freePort(),
      await freePort(),
      await freePort(),
      await freePort(),
    ];
    const [url, owner] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${ownerPort}`];
    const start = async (name: string, own: Record<string, string>, at: string): Promise<Child> => {
      const schema = name.replaceAll('-', '_');
      const child = new Child({
        name,
        script: `dist/apps/${name}/src/main.js`,
        root: findRoot(__dirname),
        logFile: join(folder, `${name}.log`),
        say: (line) => void process.stderr.write(`${line}\n`),
        nodeOptions: [],
        env: {
          DATABASE_URL: roleUrl(`${schema}_app`),
          DATABASE_OWNER_URL: roleUrl(`${schema}_owner`),
          KAFKA_BROKERS: kafka.brokers,
          SERVICE_TOKEN,
          LOG_LEVEL: 'warn',
          GONG_INGEST_URL: owner,
          ...own,
        },
      });
      children.push(child);
      child.start();
      await waitUntilReady(child, `${at}/health/ready`);
      return child;
    };
    const operatorFile = join(folder, 'operator-token');
    const timelineWriter = await start(
      'timeline-writer',
      { PORT: `${ownerPort}`, GRPC_PORT: `${ownerGrpcPort}` },
      owner,
    );
    const grpcOwner = `127.0.0.1:${ownerGrpcPort}`;
    const gateway = await start(
      'gateway',
      {
        PORT: `${port}`,
        GRPC_PORT: `${grpcPort}`,
        PUBLIC_URL: url,
        OPERATOR_TOKEN_FILE: operatorFile,
        METRICS_TOKEN: SERVICE_TOKEN,
        RATE_LIMIT_PER_MINUTE: '100000000',
        CONNECTOR_AUTH_URL: owner,
        IDENTITY_RESOLUTION_URL: owner,
        TIMELINE_WRITER_URL: owner,
        EXECUTION_LOG_URL: owner,
        TIMELINE_WRITER_GRPC: grpcOwner,
      },
      url,
    );
    const operator = new GatewayClient(url, readFileSync(operatorFile, 'utf8').trim());
    await operator.call(createTenant, { body: { tenantId, name: 'Bench' } });
    const body = { name: 'bench', role: 'member', expiresInDays: 1 } as const;
    const { token } = await operator.call(createApiToken, { params: { tenantId }, body });
    return {
      superuserUrl: postgres.url,
      applicationUrl: roleUrl('timeline_writer_app'),
      url,
      grpcAddress: `127.0.0.1:${grpcPort}`,
      token,
      pids: { gateway: gateway.pid as number, timelineWriter: timelineWriter.pid as number },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const complain = (fields: object, message: string) =>
  void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
const quiet: Log = { debug: () => undefined, info: () => undefined, warn: complain, error: complain };
