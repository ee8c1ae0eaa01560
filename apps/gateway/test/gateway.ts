import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock, createLogger, startService } from '@gong-timeline/runtime';
import { gateway } from '../src/app.module';
import type { GatewayConfig } from '../src/config';
import { Upstream } from './upstream';

export const SERVICE_TOKEN = 'a-service-token-of-more-than-32-characters';
/** Below the time jest gives a test, so that a failure says what was waited for. */
export const QUICKLY = { timeoutMs: 3_000 };

export class SteppingClock extends Clock {
  private aheadMs = 0;
  override now(): Date {
    return new Date(super.now().getTime() + this.aheadMs);
  }
  step(ms: number): void {
    this.aheadMs += ms;
  }
}

export interface Replica {
  readonly url: string;
  stop(): Promise<void>;
}

/** A gateway on a database of its own, with one tenant, a token for each role, and a stand-in for all owners. */
export class TestGateway {
  readonly clock = new SteppingClock();
  readonly lines: string[] = [];
  readonly tokens = { member: '', admin: '', operator: '' };
  private readonly log = createLogger(
    { app: 'gateway', level: 'debug' },
    { write: (line: string) => void this.lines.push(line) },
  );
  private readonly running = new Set<Replica>();

  private constructor(
    readonly config: GatewayConfig,
    readonly upstream: Upstream,
  ) {}

  static async open(databaseUrl: string): Promise<TestGateway> {
    const upstream = new Upstream();
    const owner = await upstream.start();
    const opened = new TestGateway(
      {
        HOST: '127.0.0.1',
        PORT: 0,
        DATABASE_URL: databaseUrl,
        DATABASE_OWNER_URL: databaseUrl,
        SERVICE_TOKEN,
        LOG_LEVEL: 'debug',
        CONNECTOR_AUTH_URL: owner,
        GONG_INGEST_URL: owner,
        IDENTITY_RESOLUTION_URL: owner,
        TIMELINE_WRITER_URL: owner,
        EXECUTION_LOG_URL: owner,
        OPERATOR_TOKEN_FILE: join(tmpdir(), `operator-token-${randomUUID()}`),
        RATE_LIMIT_PER_MINUTE: 5_000,
        FAILED_TOKENS_PER_MINUTE: 5_000,
      },
      upstream,
    );
    await opened.start();
    const { tokens, config } = opened;
    tokens.operator = (await readFile(config.OPERATOR_TOKEN_FILE, 'utf8')).trim();
    await opened.send(tokens.operator, 'POST', '/api/tenants', { tenantId: 'acme', name: 'Acme' });
    tokens.member = (await opened.newToken('member')).token;
    tokens.admin = (await opened.newToken('admin')).token;
    return opened;
  }

  get url(): string {
    const [first] = this.running;
    return first?.url ?? '';
  }

  /** Another replica of it, or one that is configured in another way. */
  async start(changed: Partial<GatewayConfig> = {}): Promise<Replica> {
    const { log, clock } = this;
    const service = await startService(gateway({ ...this.config, ...changed }), { log, clock });
    const replica = {
      url: service.url,
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
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  }

  async newToken(role: 'admin' | 'member'): Promise<{ token: string; tokenId: string }> {
    const asked = { name: 'a spec', role, expiresInDays: 1 };
    return (await this.send(this.tokens.operator, 'POST', '/api/tenants/acme/tokens', asked)).body;
  }
}
