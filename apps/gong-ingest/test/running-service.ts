import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  createLogger,
  defineService,
  newServiceKeys,
  type RunningService,
  ServiceCredentials,
  startService,
} from '@gong-timeline/runtime';
import { AppModule } from '../src/app.module';
import { syncRpcs } from '../src/rpc/sync-rpcs';
import { migrations, SCHEMA } from '../src/store/migrations';
import { type GongCompany, hostsOfSimulators } from './gong';
import { MovedClock } from './moved-clock';
import type { Home } from './replica';

type Json = ReturnType<typeof JSON.parse>;
const keys = newServiceKeys();
/** Those that call this service. */
const callers = {
  gateway: ServiceCredentials.of('gateway', keys.gateway),
  'execution-log': ServiceCredentials.of('execution-log', keys['execution-log']),
  'timeline-writer': ServiceCredentials.of('timeline-writer', keys['timeline-writer']),
};
export type CallerName = keyof typeof callers;

/**
 * The headers (of gRPC: metadata) by which the gateway asks for somebody, or another service for itself. For one request: a
 * pass lives for a minute.
 */
export const headersFor = (
  tenantId: string,
  { role = 'admin', actorId = 'ana', by = 'gateway' as CallerName } = {},
): Record<string, string> => ({
  authorization: `Bearer ${callers[by].bearerFor('gong-ingest')}`,
  'x-tenant-id': tenantId,
  'x-actor-id': actorId,
  'x-actor-role': by === 'gateway' ? role : 'service',
});

/** connector-auth, timeline-writer and identity-resolution, as far as this service asks them. */
export interface Neighbours {
  readonly url: string;
  /** The answer of each: down when null. */
  activityTypes: object[] | null;
  /** What identity-resolution answers of filters, by their text; down when null. */
  filtersAnswer: ((body: string) => { status: number; body: object }) | null;
  tokenProblem: { status: number; code: string } | null;
  /** As connector-auth knows them. */
  readonly connections: Map<string, object>;
  close(): Promise<void>;
}

export async function startNeighbours(company: () => GongCompany): Promise<Neighbours> {
  const server = createServer((request, response) => {
    void (async () => {
      const send = (status: number, body: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (request.url === '/api/activity-types') {
        return neighbours.activityTypes === null ? request.destroy() : send(200, { items: neighbours.activityTypes });
      }
      if (request.url === '/internal/filters/check') {
        const answer = neighbours.filtersAnswer?.(await text(request));
        return answer === undefined ? request.destroy() : send(answer.status, answer.body);
      }
      const connectionId = /^\/api\/connections\/([^/]+)$/.exec(request.url ?? '')?.[1];
      if (connectionId !== undefined) {
        const connection = neighbours.connections.get(connectionId);
        return connection === undefined ? send(404, { status: 404, code: 'not-found' }) : send(200, connection);
      }
      if (neighbours.tokenProblem !== null) {
        const { status, code } = neighbours.tokenProblem;
        return send(status, { status, code, title: code, detail: 'It is so' });
      }
      const accessToken = await company().token();
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      return send(200, { accessToken, fingerprint: 'abc', apiBaseUrl: company().apiBaseUrl, expiresAt });
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const neighbours: Neighbours = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    activityTypes: [
      { id: 'meeting', name: 'Meeting', global: true, active: true },
      { id: 'call', name: 'Call', global: true, active: true },
      { id: 'fax', name: 'Fax', global: true, active: false },
    ],
    filtersAnswer: null,
    tokenProblem: null,
    connections: new Map(),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return neighbours;
}

export interface Service {
  readonly running: RunningService;
  readonly clock: MovedClock;
  readonly lines: readonly string[];
  /** By an admin, unless another service is named. */
  call(
    tenantId: string,
    method: string,
    path: string,
    body?: unknown,
    by?: CallerName,
  ): Promise<{ status: number; body: Json }>;
}

/** One replica of this service, whole, with its HTTP and its loops. What it tells waits in the outbox. */
export async function startWhole(
  { ownerUrl, applicationUrl }: Omit<Home, 'applicationRole'>,
  neighbours: Neighbours,
): Promise<Service> {
  const lines: string[] = [];
  const clock = new MovedClock();
  const log = createLogger({ app: 'gong-ingest', level: 'trace' }, { write: (line: string) => lines.push(line) });
  const config = {
    HOST: '127.0.0.1',
    PORT: 0,
    GRPC_PORT: 0,
    DATABASE_URL: applicationUrl,
    DATABASE_OWNER_URL: ownerUrl,
    // Nothing listens there: what is told waits in the outbox, where specs read it.
    KAFKA_BROKERS: '127.0.0.1:1',
    ...keys['gong-ingest'],
    LOG_LEVEL: 'trace' as const,
    CONNECTOR_AUTH_URL: neighbours.url,
    TIMELINE_WRITER_URL: neighbours.url,
    IDENTITY_RESOLUTION_URL: neighbours.url,
    ALLOWED_PRIVATE_HOSTS: hostsOfSimulators.join(','),
    GONG_REQUESTS_PER_SECOND: 1_000,
    GONG_REQUESTS_PER_DAY: 1_000_000,
    MAX_CONCURRENT_JOBS: 2,
    JOB_LEASE_MS: 5_000,
    JOB_POLL_MS: 50,
    GONG_WAIT_IN_HAND_MS: 5_000,
    GONG_PATIENCE_MS: 60_000,
  };
  const service = defineService({
    name: 'gong-ingest',
    config,
    schema: SCHEMA,
    migrations,
    subscriptions: [],
    module: AppModule,
    grpc: syncRpcs,
  });
  const running = await startService(service, { log, clock });
  return {
    running,
    clock,
    lines,
    call: async (tenantId, method, path, body, by) => {
      const response = await fetch(running.url + path, {
        method,
        headers: {
          ...headersFor(tenantId, { ...(by !== undefined && { by }) }),
          'if-match': '*',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
  };
}
