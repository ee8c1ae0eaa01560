import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiToken, createConnection, createTenant } from '@gong-timeline/contracts';
import { freePort } from '@gong-timeline/local-stack';
import {
  authorizeAtGong,
  bringUp,
  type Directory,
  findRoot,
  GatewayClient,
  importAll,
  readStackSettings,
  readWorld,
  type Stack,
  simulatorChild,
  simulatorVariables,
} from '@gong-timeline/tools';

const root = findRoot(__dirname);

/** The whole system as `npm start` runs it, on ports and in a folder of its own. */
export interface System {
  readonly stack: Stack;
  readonly simulatorUrl: string;
  /** Where the gateway answers gRPC. */
  readonly grpcAddress: string;
  readonly said: readonly string[];
  connectTenant(tenantId: string, gongCompany: string, prepare?: (directory: Directory) => Directory): Promise<Tenant>;
  stop(): Promise<void>;
}

export interface Tenant {
  readonly tenantId: string;
  readonly token: string;
  readonly gateway: GatewayClient;
  readonly connectionId: string;
  readonly directory: Directory;
}

const PORTS = ['GATEWAY', 'CONNECTOR_AUTH', 'GONG_INGEST', 'IDENTITY_RESOLUTION', 'TIMELINE_WRITER', 'EXECUTION_LOG'];
const GRPC_PORTS = PORTS.filter((name) => name !== 'CONNECTOR_AUTH').map((name) => `${name}_GRPC`);

export async function startSystem(options: {
  readonly companies: string;
  readonly env?: Record<string, string>;
  readonly simulator?: Record<string, string>;
  readonly nodeOptions?: readonly string[];
}): Promise<System> {
  const dataDir = mkdtempSync(join(tmpdir(), `gong-timeline-e2e-${process.pid}-`));
  // PostgreSQL runs as another user when we are root, and must be able to enter.
  chmodSync(dataDir, 0o755);
  const env: Record<string, string> = { DATA_DIR: dataDir, ...options.env };
  for (const name of [...PORTS, ...GRPC_PORTS, 'SIMULATOR', 'POSTGRES', 'KAFKA'])
    env[`${name}_PORT`] = String(await freePort());
  const settings = readStackSettings(env);
  const said: string[] = [];
  const say = (line: string) => void said.push(line);

  const simulator = simulatorChild(root, settings, dataDir, say, {
    SIMULATOR_COMPANIES: options.companies,
    ...options.simulator,
  });
  // Neither needs the other to start.
  const [broughtUp, simulated] = await Promise.allSettled([
    bringUp({
      root,
      settings,
      env,
      say,
      // Five times as often as usual: what is due begins at once, and nobody waits for the clock.
      extra: { ...simulatorVariables(settings), JOB_POLL_MS: '200', ...options.env },
      nodeOptions: options.nodeOptions ?? [],
    }),
    simulator.startAndWait(),
  ]);
  const cleanUp = () => rmSync(dataDir, { recursive: true, force: true });
  if (broughtUp.status === 'rejected' || simulated.status === 'rejected') {
    await Promise.all([simulator.stop(), broughtUp.status === 'fulfilled' && broughtUp.value.stop()]);
    cleanUp();
    throw [broughtUp, simulated].find((each) => each.status === 'rejected')?.reason;
  }
  const stack = broughtUp.value;
  stack.add(simulator);
  return {
    stack,
    simulatorUrl: simulator.url,
    grpcAddress: `${settings.HOST}:${settings.GATEWAY_GRPC_PORT}`,
    said,
    stop: async () => {
      await stack.stop();
      cleanUp();
    },
    connectTenant: (...args) => connect(stack, simulator.url, ...args),
  };
}

async function connect(
  stack: Stack,
  simulatorUrl: string,
  tenantId: string,
  gongCompany: string,
  prepare: (directory: Directory) => Directory = (directory) => directory,
): Promise<Tenant> {
  const operator = new GatewayClient(stack.publicUrl, readFileSync(stack.operatorTokenFile, 'utf8').trim());
  await operator.call(createTenant, { body: { tenantId, name: `Tenant ${tenantId}` } });
  const { token } = await operator.call(createApiToken, {
    params: { tenantId },
    body: { name: 'e2e', role: 'admin', expiresInDays: 1 },
  });
  const gateway = new GatewayClient(stack.publicUrl, token);
  const directory = prepare(await readWorld(simulatorUrl, gongCompany));
  await importAll(gateway, directory, `org-${tenantId}`);
  const { connection, authorizeUrl } = await gateway.call(createConnection, {
    body: { connector: 'gong', name: `Gong of ${tenantId}` },
  });
  await authorizeAtGong(authorizeUrl, { company: gongCompany, userId: directory.technicalAdminId }, token);
  return { tenantId, token, gateway, connectionId: connection.connectionId, directory };
}
