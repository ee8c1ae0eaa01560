import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { AppName } from '@gong-timeline/domain';
import { callersOf, type ServedAlone, serveAlone } from '@gong-timeline/testing/service';
import { AppModule } from '../src/app.module';
import { syncRpcs } from '../src/rpc/sync-rpcs';
import { migrations, SCHEMA } from '../src/store/migrations';
import { type GongCompany, hostsOfSimulators } from './gong';
import type { Home } from './replica';

const callers = callersOf('gong-ingest');
export const { headersFor } = callers;
/** Those that call this service. */
export type CallerName = Extract<AppName, 'gateway' | 'execution-log' | 'timeline-writer'>;

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

export interface Service extends Pick<ServedAlone, 'running' | 'clock' | 'lines'> {
  /** By an admin, unless another service is named. */
  call(
    tenantId: string,
    method: string,
    path: string,
    body?: unknown,
    by?: CallerName,
  ): Promise<Pick<Awaited<ReturnType<ServedAlone['ask']>>, 'status' | 'body'>>;
}

/** One replica of this service, whole, with its HTTP and its loops. What it tells waits in the outbox. */
export async function startWhole(
  { ownerUrl, applicationUrl }: Omit<Home, 'applicationRole'>,
  neighbours: Neighbours,
): Promise<Service> {
  const config = {
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
  const service = { name: 'gong-ingest', schema: SCHEMA, migrations, module: AppModule, grpc: syncRpcs } as const;
  const served = await serveAlone(service, { callers, home: { ownerUrl, applicationUrl }, config });
  return {
    ...served,
    call: async (tenantId, method, path, body, by) => {
      const headers = { ...headersFor(tenantId, { ...(by !== undefined && { by }) }), 'if-match': '*' };
      const { status, body: answer } = await served.ask(headers, method, path, body);
      return { status, body: answer };
    },
  };
}
