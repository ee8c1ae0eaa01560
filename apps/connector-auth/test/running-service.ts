import type { Connection } from '@gong-timeline/contracts';
import { randomBytes } from 'node:crypto';
import { callersOf, type ServedAlone, serveAlone } from '@gong-timeline/testing/service';
import { AppModule } from '../src/app.module';
import { migrations, SCHEMA } from '../src/store/migrations';
import type { Gong } from './gong';

const callers = callersOf('connector-auth');

export const { SERVICE_KEY } = callers.keys;
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

export interface Service extends Pick<ServedAlone, 'running' | 'clock' | 'lines'> {
  call(caller: Caller, method: string, path: string, body?: unknown): Promise<Answer>;
}

/** Of role service: by which gong-ingest asks. */
export const headersFor = ({ tenantId, actorId = 'ana', role = 'admin' }: Caller) =>
  callers.headersFor(tenantId, { actorId, role });

/** One replica of this service, whole, with its HTTP. */
export async function startReplica(
  { ownerUrl, applicationUrl }: { readonly ownerUrl: string; readonly applicationUrl: string },
  gong: Pick<Gong, 'url' | 'clientId' | 'clientSecret'>,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Service> {
  const config = {
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
  // Facts are handed to the handlers by the specs.
  const service = { name: 'connector-auth', schema: SCHEMA, migrations, module: AppModule } as const;
  const served = await serveAlone(service, { callers, home: { ownerUrl, applicationUrl }, config });
  return {
    ...served,
    call: (caller, method, path, body) => served.ask(headersFor(caller), method, path, body),
  };
}
