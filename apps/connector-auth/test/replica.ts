import { randomBytes, randomUUID } from 'node:crypto';
import { Database, migrate } from '@gong-timeline/persistence';
import { MovedClock } from '@gong-timeline/testing/service';
import { authorizeAgain } from '../src/connecting/begin-authorization';
import { completeAuthorization } from '../src/connecting/complete-authorization';
import { createConnection } from '../src/connecting/create-connection';
import { type LentToken, TokenLender } from '../src/lending/lend-access-token';
import type { RefreshTimes } from '../src/lending/refresh-times';
import type { GongApp } from '../src/oauth/admit-grant';
import { GongOAuthClient, type TokenResult } from '../src/oauth/gong-oauth-client';
import { NEEDED_SCOPES } from '../src/oauth/scopes';
import { readTokenKeys, type TokenKeys } from '../src/sealing/token-keys';
import type { ConnectionKey } from '../src/store/connection.store';
import { migrations, SCHEMA } from '../src/store/migrations';
import { consent, type Gong } from './gong';

export const DAY_MS = 24 * 60 * 60 * 1000;
const QUICK: RefreshTimes = { leaseMs: 15_000, pauseMs: 0, pollMs: 10, graceMs: 0 };

export const newKeys = (...ids: string[]): TokenKeys => {
  const reading = readTokenKeys(ids.map((id) => `${id}:${randomBytes(32).toString('base64')}`).join(','));
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.keys;
};

/** One replica of the part that lends tokens: its own pool, clock, memory and HTTP client. */
export interface Replica {
  readonly database: Database;
  readonly clock: MovedClock;
  readonly app: GongApp;
  readonly client: GongOAuthClient;
  readonly lender: TokenLender;
  /** What came of its refreshes. */
  readonly outcomes: readonly string[];
  readonly logged: readonly string[];
  lend(key: ConnectionKey, refused?: string | null): Promise<LentToken>;
  close(): Promise<void>;
}

export interface ReplicaOptions {
  readonly keys: TokenKeys;
  readonly times?: Partial<RefreshTimes>;
  /** What a question to Gong waits for before it goes there. */
  readonly beforeAsking?: () => Promise<void>;
  /** What happens to Gong's answer on its way here. */
  readonly onTheWay?: (result: TokenResult) => Promise<TokenResult>;
  readonly allowedPrivateHosts?: readonly string[];
  readonly timeoutMs?: number;
}

export const makeSchema = ({
  ownerUrl,
  applicationRole,
}: {
  readonly ownerUrl: string;
  readonly applicationRole: string;
}): Promise<readonly string[]> => migrate({ ownerUrl, schema: SCHEMA, applicationRole, migrations });

export async function startReplica(url: string, gong: Gong, options: ReplicaOptions): Promise<Replica> {
  const clock = new MovedClock();
  const database = await Database.connect({ url, schema: SCHEMA, applicationName: 'connector-auth', clock });
  const redirectUri = 'https://cs.example/api/oauth/gong/callback';
  const app: GongApp = {
    authorizePage: `${gong.url}/oauth2/authorize`,
    clientId: gong.clientId,
    redirectUri,
    scopes: NEEDED_SCOPES,
    apiBaseUrl: gong.url,
    allowedPrivateHosts: options.allowedPrivateHosts ?? [new URL(gong.url).host],
  };
  const client = new GongOAuthClient({
    tokenUrl: `${gong.url}/oauth2/generate-customer-token`,
    clientId: gong.clientId,
    clientSecret: gong.clientSecret,
    redirectUri,
    timeoutMs: options.timeoutMs ?? 10_000,
    allowedHosts: [new URL(gong.url).host],
  });
  const { beforeAsking = async () => undefined, onTheWay = async (result: TokenResult) => result } = options;
  const refresh = async (token: string): Promise<TokenResult> => {
    await beforeAsking();
    return onTheWay(await client.refresh(token));
  };
  const outcomes: string[] = [];
  const logged: string[] = [];
  const record = (fields: object, message: string) => void logged.push(JSON.stringify([message, fields]));
  const lender = new TokenLender({
    database,
    app,
    client: { refresh },
    keys: options.keys,
    marginMs: 5 * 60_000,
    clock,
    lent: () => undefined,
    times: { ...QUICK, ...options.times },
    log: { info: record, warn: record, error: record },
    count: (outcome) => outcomes.push(outcome),
  });
  const close = async () => {
    await lender.finish();
    await client.close();
    await database.close();
  };
  const lend = (key: ConnectionKey, refused: string | null = null) =>
    lender.lend({ ...key, refused, correlationId: 'request-1', traceparent: null });
  return { database, clock, app, client, lender, outcomes, logged, lend, close };
}

/** An active connection of a new tenant to this Gong company. */
export async function connectCompany(replica: Replica, keys: TokenKeys, company: string): Promise<ConnectionKey> {
  const tenantId = `tenant-${randomUUID()}`;
  const asked = { ...ana, tenantId, name: 'Acme Gong' };
  const { connection, authorizeUrl } = await createConnection(replica.database, replica.app, asked);
  await complete(replica, { keys, company, tenantId, authorizeUrl });
  return { tenantId, connectionId: connection.connectionId };
}

export async function connectAgain(
  replica: Replica,
  keys: TokenKeys,
  company: string,
  key: ConnectionKey,
): Promise<void> {
  const authorizeUrl = await authorizeAgain(replica.database, replica.app, { ...ana, ...key });
  await complete(replica, { keys, company, tenantId: key.tenantId, authorizeUrl });
}

const ana = { actorId: 'ana', correlationId: 'connect-1', traceparent: null };

async function complete(
  { database, app, client }: Replica,
  {
    keys,
    company,
    tenantId,
    authorizeUrl,
  }: { keys: TokenKeys; company: string; tenantId: string; authorizeUrl: string },
): Promise<void> {
  const { searchParams } = await consent(authorizeUrl, { company });
  const code = searchParams.get('code') ?? '';
  const state = searchParams.get('state') ?? '';
  await completeAuthorization({ database, app, client, keys }, { ...ana, tenantId, code, state });
}
