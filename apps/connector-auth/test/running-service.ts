import type { Connection } from '@gong-timeline/contracts';
import { randomBytes } from 'node:crypto';
import {
  createLogger,
  defineService,
  newServiceKeys,
  type RunningService,
  ServiceCredentials,
  startService,
} from '@gong-timeline/runtime';
import { AppModule } from '../src/app.module';
import { migrations, SCHEMA } from '../src/store/migrations';
import type { Gong } from './gong';
import { MovedClock } from './moved-clock';

const keys = newServiceKeys();
const gateway = ServiceCredentials.of('gateway', keys.gateway);
const gongIngest = ServiceCredentials.of('gong-ingest', keys['gong-ingest']);

export const SERVICE_KEY = keys['connector-auth'].SERVICE_KEY;
export const TOKEN_KEY = `k1:${randomBytes(32).toString('base64')}`;

export interface Caller {
  readonly tenantId: string;
  readonly actorId?: string;
  readonly role?: 'admin' | 'member' | 'operator' | 'service';
}

/** All that an answer of this service may hold: which of it there is depends on what was called. */
type Body = Connection & {
  readonly code: string;
  readonly connection: Connection;
  readonly items: Connection[];
  readonly authorizeUrl: string;
  readonly accessToken: string;
  readonly fingerprint: string;
};

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Body;
}

export interface Service {
  readonly running: RunningService;
  readonly clock: MovedClock;
  /** Every line that it logged. */
  readonly lines: readonly string[];
  call(caller: Caller, method: string, path: string, body?: unknown): Promise<Answer>;
}

/**
 * The headers by which the gateway asks for somebody; of role service, by which gong-ingest asks. For one request: a pass
 * lives for a minute.
 */
export const headersFor = ({ tenantId, actorId = 'ana', role = 'admin' }: Caller) => ({
  authorization: `Bearer ${(role === 'service' ? gongIngest : gateway).bearerFor('connector-auth')}`,
  'x-tenant-id': tenantId,
  'x-actor-id': actorId,
  'x-actor-role': role,
});

/** One replica of this service, whole, with its HTTP. */
export async function startReplica(
  { ownerUrl, applicationUrl }: { readonly ownerUrl: string; readonly applicationUrl: string },
  gong: Gong,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Service> {
  const lines: string[] = [];
  const clock = new MovedClock();
  const log = createLogger({ app: 'connector-auth', level: 'trace' }, { write: (line: string) => lines.push(line) });
  const config = {
    HOST: '127.0.0.1',
    PORT: 0,
    DATABASE_URL: applicationUrl,
    DATABASE_OWNER_URL: ownerUrl,
    // Nothing listens there: what is told waits in the outbox, where specs read it.
    KAFKA_BROKERS: '127.0.0.1:1',
    ...keys['connector-auth'],
    LOG_LEVEL: 'trace',
    PUBLIC_URL: 'https://cs.example',
    GONG_AUTHORIZE_URL: `${gong.url}/oauth2/authorize`,
    GONG_TOKEN_URL: `${gong.url}/oauth2/generate-customer-token`,
    GONG_API_URL: gong.url,
    GONG_CLIENT_ID: gong.clientId,
    GONG_CLIENT_SECRET: gong.clientSecret,
    GONG_SCOPES: 'api:calls:read:basic api:calls:read:extensive api:calls:read:media-url api:users:read',
    GONG_OAUTH_TIMEOUT_MS: 10_000,
    TOKEN_MARGIN_S: 300,
    TOKEN_KEYS: TOKEN_KEY,
    TOKEN_KEYS_FILE: '',
    ALLOWED_PRIVATE_HOSTS: new URL(gong.url).host,
    ...changes,
  };
  const service = defineService({
    name: 'connector-auth',
    config,
    schema: SCHEMA,
    migrations,
    // Facts are handed to the handlers by the specs.
    subscriptions: [],
    module: AppModule,
  });
  const running = await startService(service, { log, clock });
  return { running, clock, lines, call: callerOf(running.url) };
}

const callerOf =
  (url: string): Service['call'] =>
  async (caller, method, path, body) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...headersFor(caller),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, body: text === '' ? undefined : JSON.parse(text) };
  };
