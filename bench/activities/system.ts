import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createApiToken, createTenant, listTenants, TOPICS } from '@gong-timeline/contracts';
import { freePort, startKafka, startPostgres } from '@gong-timeline/local-stack';
import { connectKafka, ensureTopics, type Log } from '@gong-timeline/messaging';
import { newServiceKey } from '@gong-timeline/runtime';
import { Child, findRoot, GatewayClient, provisionDatabase, ROLES, urlFor, waitUntilReady } from '@gong-timeline/tools';
import { TENANT_ID } from './tenant-id';

const METRICS_TOKEN = randomBytes(33).toString('base64url');
const SERVICES = ['gateway', 'timeline-writer'] as const;
type Service = (typeof SERVICES)[number];

/** The gateway and timeline-writer as they run in an installation, on servers of their own. */
export interface BenchSystem {
  readonly superuserUrl: string;
  readonly applicationUrl: string;
  readonly url: string;
  readonly grpcAddress: string;
  readonly token: string;
  /** Where logs and data lie. */
  readonly folder: string;
  /** Of what is measured, by name. */
  readonly pids: Record<Service | 'PostgreSQL', number> & Record<string, number>;
  stop(): Promise<void>;
}

/** `data`: kept for the next run. `profile`: where each service leaves its CPU profile when it stops. */
export async function startBenchSystem(options: {
  readonly data: string | null;
  readonly profile: string | null;
}): Promise<BenchSystem> {
  const folder =
    options.data === null ? mkdtempSync(join(tmpdir(), 'gong-timeline-activities-')) : resolve(options.data);
  mkdirSync(folder, { recursive: true });
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
    if (options.data === null) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const client = connectKafka({ brokers: [kafka.brokers], clientId: 'bench', log: quiet });
    await ensureTopics({ kafka: client, topics: TOPICS });
    await client.close();
    const passwords = Object.fromEntries(ROLES.map((role) => [role, randomBytes(24).toString('base64url')]));
    await provisionDatabase(postgres.url, passwords, () => undefined);
    const roleUrl = (role: string) => urlFor(postgres.url, role, passwords[role] ?? '');
    const ports = {
      http: await freePort(),
      grpc: await freePort(),
      ownHttp: await freePort(),
      ownGrpc: await freePort(),
    };
    const [url, owner] = [`http://127.0.0.1:${ports.http}`, `http://127.0.0.1:${ports.ownHttp}`];
    const keys = Object.fromEntries(SERVICES.map((name) => [name, newServiceKey()]));
    const SERVICE_KEYS = SERVICES.map((name) => `${name}:${keys[name]?.publicKey}`).join(',');
    const start = async (name: Service, own: Record<string, string>, at: string): Promise<Child> => {
      const schema = name.replaceAll('-', '_');
      const child = new Child({
        name,
        script: `dist/apps/${name}/src/main.js`,
        root: findRoot(__dirname),
        logFile: join(folder, `${name}.log`),
        say: (line) => void process.stderr.write(`${line}\n`),
        nodeOptions: options.profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(options.profile, name)}`],
        env: {
          DATABASE_URL: roleUrl(`${schema}_app`),
          DATABASE_OWNER_URL: roleUrl(`${schema}_owner`),
          KAFKA_BROKERS: kafka.brokers,
          SERVICE_KEY: keys[name]?.privateKey ?? '',
          SERVICE_KEYS,
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
      { PORT: `${ports.ownHttp}`, GRPC_PORT: `${ports.ownGrpc}` },
      owner,
    );
    const grpcOwner = `127.0.0.1:${ports.ownGrpc}`;
    const gateway = await start(
      'gateway',
      {
        PORT: `${ports.http}`,
        GRPC_PORT: `${ports.grpc}`,
        PUBLIC_URL: url,
        OPERATOR_TOKEN_FILE: operatorFile,
        METRICS_TOKEN,
        RATE_LIMIT_PER_MINUTE: '100000000',
        CONNECTOR_AUTH_URL: owner,
        IDENTITY_RESOLUTION_URL: owner,
        TIMELINE_WRITER_URL: owner,
        EXECUTION_LOG_URL: owner,
        TIMELINE_WRITER_GRPC: grpcOwner,
      },
      url,
    );
    return {
      folder,
      superuserUrl: postgres.url,
      applicationUrl: roleUrl('timeline_writer_app'),
      url,
      grpcAddress: `127.0.0.1:${ports.grpc}`,
      token: await tokenFrom(new GatewayClient(url, readFileSync(operatorFile, 'utf8').trim())),
      pids: {
        gateway: gateway.pid as number,
        'timeline-writer': timelineWriter.pid as number,
        PostgreSQL: postgres.pid,
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function tokenFrom(operator: GatewayClient): Promise<string> {
  const { items } = await operator.call(listTenants, {});
  if (!items.some(({ tenantId }) => tenantId === TENANT_ID)) {
    await operator.call(createTenant, { body: { tenantId: TENANT_ID, name: 'Bench' } });
  }
  const body = { name: `bench ${randomUUID()}`, role: 'member', expiresInDays: 1 } as const;
  const { token } = await operator.call(createApiToken, { params: { tenantId: TENANT_ID }, body });
  return token;
}

const complain = (fields: object, message: string) =>
  void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
const quiet: Log = { debug: () => undefined, info: () => undefined, warn: complain, error: complain };
