import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppName } from '@gong-timeline/domain';
import { Database } from '@gong-timeline/persistence';
import { createLogger, newServiceKeys, ServiceCredentials, startService } from '@gong-timeline/runtime';
import { MovedClock, NO_BROKER } from '@gong-timeline/testing/service';
import { hashSecret, randomSecret } from '../src/access/random-secret';
import { gateway } from '../src/app.module';
import type { GatewayConfig } from '../src/config';
import { hashPassword } from '../src/sign-in/password-hash';
import { dropInvitation } from '../src/store/invitation.store';
import { updateMember } from '../src/store/member.store';
import { insertSession } from '../src/store/session.store';
import { Browser } from './browser';
import { Upstream } from './upstream';

export const PASSWORD = 'correct rattle staple moon';
export const METRICS_TOKEN = 'a-metrics-token-of-more-than-32-characters';
export const serviceKeys = newServiceKeys();
/** What people type; specs reach the port that was free. */
export const PUBLIC_URL = 'http://127.0.0.1:4000';
/** Below the time jest gives a test, so that a failure says what was waited for. */
export const QUICKLY = { timeoutMs: 3_000 };

/** Whom one of our services takes for the sender of this `Authorization`; null for nobody of ours. */
export const callerKnownBy = (owner: AppName, authorization: unknown): AppName | null =>
  ServiceCredentials.of(owner, serviceKeys[owner]).callerOf(/^Bearer (.+)$/.exec(String(authorization))?.[1] ?? null);

/** Its database, by the two roles that an installation gives it. */
interface Home {
  readonly ownerUrl: string;
  readonly applicationUrl: string;
}

export interface Replica {
  readonly url: string;
  /** Where it answers gRPC; empty where GRPC_PORT is not set. */
  readonly grpcAddress: string;
  stop(): Promise<void>;
}

/** A gateway on a database of its own, with one tenant, a token for each role, and a stand-in for all owners. */
export class TestGateway {
  readonly lines: string[] = [];
  readonly tokens = { member: '', admin: '', operator: '' };
  private readonly log = createLogger(
    { app: 'gateway', level: 'debug' },
    { write: (line: string) => void this.lines.push(line) },
  );
  private readonly running = new Set<Replica>();

  private record: Promise<string> | undefined;

  private constructor(
    readonly config: GatewayConfig,
    /** The gateway's own, for what specs set up and look at. */
    readonly tables: Database,
    readonly clock: MovedClock,
    readonly upstream: Upstream,
  ) {}

  static async open({ ownerUrl, applicationUrl }: Home, changed: Partial<GatewayConfig> = {}): Promise<TestGateway> {
    const upstream = new Upstream();
    const owner = await upstream.start();
    const clock = new MovedClock();
    const tables = await Database.connect({ url: applicationUrl, schema: 'gateway', applicationName: 'spec', clock });
    const opened = new TestGateway(
      {
        HOST: '127.0.0.1',
        PORT: 0,
        DATABASE_URL: applicationUrl,
        DATABASE_OWNER_URL: ownerUrl,
        ...serviceKeys.gateway,
        METRICS_TOKEN,
        LOG_LEVEL: 'debug',
        CONNECTOR_AUTH_URL: owner,
        GONG_INGEST_URL: owner,
        IDENTITY_RESOLUTION_URL: owner,
        TIMELINE_WRITER_URL: owner,
        EXECUTION_LOG_URL: owner,
        OPERATOR_TOKEN_FILE: join(tmpdir(), `operator-token-${randomUUID()}`),
        RATE_LIMIT_PER_MINUTE: 5_000,
        FAILED_TOKENS_PER_MINUTE: 5_000,
        ANONYMOUS_PER_MINUTE: 5_000,
        PUBLIC_URL,
        LOCAL_SIGN_IN: true,
        SESSION_IDLE_MINUTES: 60,
        SESSION_HOURS: 12,
        OIDC_CLIENT_AUTH: 'client_secret_basic',
        OIDC_SCOPES: 'openid profile email',
        OIDC_NAME: 'Acme login',
        KAFKA_BROKERS: NO_BROKER,
        ...changed,
      },
      tables,
      clock,
      upstream,
    );
    await opened.start();
    const { tokens, config } = opened;
    tokens.operator = (await readFile(config.OPERATOR_TOKEN_FILE, 'utf8')).trim();
    await opened.send(tokens.operator, 'POST', '/api/tenants', { tenantId: 'acme', name: 'Acme' });
    tokens.member = (await opened.newToken('member', 365)).token;
    tokens.admin = (await opened.newToken('admin', 365)).token;
    return opened;
  }

  get url(): string {
    const [first] = this.running;
    return first?.url ?? '';
  }

  get grpcAddress(): string {
    const [first] = this.running;
    return first?.grpcAddress ?? '';
  }

  /** Another replica of it, or one that is configured in another way. */
  async start(changed: Partial<GatewayConfig> = {}): Promise<Replica> {
    const { log, clock } = this;
    const service = await startService(gateway({ ...this.config, ...changed }), { log, clock });
    const replica = {
      url: service.url,
      grpcAddress: service.grpcAddress ?? '',
      stop: async (): Promise<void> => {
        this.running.delete(replica);
        await service.stop();
      },
    };
    this.running.add(replica);
    return replica;
  }

  async close(): Promise<void> {
    for (const replica of this.running) await replica.stop();
    await this.tables.close();
    await this.upstream.stop();
    await rm(this.config.OPERATOR_TOKEN_FILE, { force: true });
  }

  async send(token: string | null, method: string, path: string, body?: unknown, url = this.url) {
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'if-match': '*',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  }

  browser(url = this.url): Browser {
    return new Browser(url, this.config.PUBLIC_URL);
  }

  /** A local person of the tenant with a password, signed in: as they are after link and sign-in, without the hashing. */
  async newMember(role: 'admin' | 'member', { password = PASSWORD, tenantId = 'acme' } = {}) {
    const email = `kim-${randomUUID()}@example.com`;
    const asked = { email, name: 'Kim Lee' };
    const { operator } = this.tokens;
    const { body } = await this.send(operator, 'POST', `/api/tenants/${tenantId}/admins`, asked);
    const memberId = body.member.memberId as string;
    const browser = this.browser();
    const secret = randomSecret();
    browser.cookies.set('gtl_session', secret);
    this.record ??= hashPassword(PASSWORD);
    const record = password === PASSWORD ? await this.record : await hashPassword(password);
    const now = this.clock.now();
    await this.tables.within(tenantId).transaction(async (tx) => {
      await updateMember(tx, { tenantId, memberId }, { password: record, role });
      await dropInvitation(tx, { tenantId, memberId });
      await insertSession(tx, {
        tenantId,
        memberId,
        sessionId: randomUUID(),
        hash: hashSecret(secret),
        expiresAt: new Date(now.getTime() + this.config.SESSION_HOURS * 3_600_000),
        address: '127.0.0.1',
        agent: 'a spec',
      });
    });
    return { email, password, browser, memberId };
  }

  async newToken(role: 'admin' | 'member', expiresInDays = 1): Promise<{ token: string; tokenId: string }> {
    const asked = { name: 'a spec', role, expiresInDays };
    return (await this.send(this.tokens.operator, 'POST', '/api/tenants/acme/tokens', asked)).body;
  }
}
