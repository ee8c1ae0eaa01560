import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addTenantAdmin,
  callCaptured,
  deleteConnection,
  downloadJobLog,
  keyOf,
  TOPICS,
} from '@gong-timeline/contracts';
import { APP_NAMES } from '@gong-timeline/domain';
import { connectKafka, listDeadLetters } from '@gong-timeline/messaging';
import { eventually } from '@gong-timeline/testing';
import { GatewayClient } from '@gong-timeline/tools';
import { Workbook } from 'exceljs';
import { Kafka, logLevel } from 'kafkajs';
import { AtGong } from './at-gong';
import { tablesWith } from './find-traces';
import { finished, saveAndStart } from './jobs';
import { readRecords } from './read-records';
import { RecordingProxy } from './recording-proxy';
import { type System, startSystem, type Tenant } from './system';

const canary = (what: string) => `${what}-${randomBytes(18).toString('hex')}`;
/** Of a private call: what S9 says is dropped before anything is written. */
const CONTENT = {
  title: `Privatkanari ${randomBytes(8).toString('hex')}`,
  party: `Kanariana Wellensittich${randomBytes(6).toString('hex')}`,
  email: `kanari-${randomBytes(8).toString('hex')}@private.example`,
  notes: `Kanarienbrief ${randomBytes(8).toString('hex')}`,
};
const CLIENT_SECRET = canary('client-secret');
const OIDC_SECRET = canary('oidc-secret');
const BROKE = 'broke: an error nobody caught';
const PASSWORD = canary('password');
const WRONG_PASSWORD = canary('wrong-password');

/** Throws, when told to, what a careless library would: every secret that the process knows, in one message. */
const CRASH = `process.on('SIGUSR2', () => {
  const { GONG_CLIENT_SECRET, OIDC_CLIENT_SECRET, SERVICE_KEY, TOKEN_KEYS, DATABASE_URL } = process.env;
  throw new Error([GONG_CLIENT_SECRET, OIDC_CLIENT_SECRET, SERVICE_KEY, TOKEN_KEYS, DATABASE_URL].join(' '));
});`;

/** Secrets and a private call's content go through every path, failing ones too, and are looked for everywhere after. */
describe('canaries (X3, S4, S9)', () => {
  let system: System;
  let tenant: Tenant;
  const proxy = new RecordingProxy();
  const secrets = new Map<string, string>();
  /** Whatever was answered where no secret belongs. */
  const answers: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'canaries-'));
  const poison = `Giftkanari ${randomBytes(8).toString('hex')}`;
  let jobId: string;

  /** An OpenID provider that quotes what it was sent when it refuses. */
  const provider = createServer((asked, response) => {
    const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    if (asked.url === '/.well-known/openid-configuration') {
      const urls = { authorization_endpoint: `${issuer}/a`, token_endpoint: `${issuer}/t`, jwks_uri: `${issuer}/k` };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ issuer, ...urls }));
      return;
    }
    let body = '';
    asked
      .on('data', (chunk) => (body += chunk))
      .on('end', () => {
        const echo = `${asked.headers.authorization} sent ${body}`;
        const answer = { error: 'invalid_grant', error_description: echo };
        response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
  });

  const send = async (method: string, path: string, init: { headers?: Record<string, string>; body?: string } = {}) => {
    const response = await fetch(system.stack.publicUrl + path, { method, redirect: 'manual', ...init });
    const text = await response.text();
    answers.push(text);
    return { status: response.status, headers: response.headers, text };
  };
  const ours = (body: unknown, more: Record<string, string> = {}) => {
    const origin = system.stack.publicUrl;
    const headers = { 'content-type': 'application/json', origin, 'x-requested-with': 'gong-timeline', ...more };
    return { headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
  };

  beforeAll(async () => {
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    const url = await proxy.start();
    const crash = join(folder, 'crash.cjs');
    writeFileSync(crash, CRASH);
    system = await startSystem({
      companies: 'canary:40:10d:clean',
      env: {
        LOG_LEVEL: 'trace',
        GONG_AUTHORIZE_URL: `${url}/oauth2/authorize`,
        GONG_TOKEN_URL: `${url}/oauth2/generate-customer-token`,
        GONG_API_URL: url,
        ALLOWED_PRIVATE_HOSTS: new URL(url).host,
        GONG_CLIENT_SECRET: CLIENT_SECRET,
        GONG_REQUESTS_PER_SECOND: '20',
        GONG_REQUESTS_PER_DAY: '100000',
        OIDC_ISSUER: `http://127.0.0.1:${(provider.address() as AddressInfo).port}`,
        OIDC_CLIENT_ID: 'canary',
        OIDC_CLIENT_SECRET: OIDC_SECRET,
        OIDC_TENANT: 'canary',
      },
      simulator: {
        SIMULATOR_REQUESTS_PER_SECOND: '0',
        SIMULATOR_REQUESTS_PER_DAY: '0',
        SIMULATOR_PUBLIC_URL: url,
        SIMULATOR_CLIENT_SECRET: CLIENT_SECRET,
      },
      nodeOptions: ['--require', crash],
    });
    proxy.leadTo(system.simulatorUrl);
    const { stack } = system;
    secrets.set('client secret', CLIENT_SECRET);
    secrets.set('OIDC client secret', OIDC_SECRET);
    secrets.set('operator token', readFileSync(stack.operatorTokenFile, 'utf8').trim());
    secrets.set('token key', stack.secrets.tokenKeys.split(':')[1] ?? '');
    secrets.set('metrics token', stack.secrets.metricsToken);
    for (const [app, key] of Object.entries(stack.secrets.serviceKeys)) secrets.set(`service key of ${app}`, key);
    for (const [role, password] of Object.entries(stack.secrets.rolePasswords))
      secrets.set(`password of ${role}`, password);
    tenant = await system.connectTenant('canary', 'canary');
    secrets.set('API token', tenant.token);
  }, 120_000);
  afterAll(async () => {
    await system?.stop();
    proxy.stop();
    provider.closeAllConnections();
    provider.close();
    rmSync(folder, { recursive: true });
  }, 30_000);

  it('go in: people sign in, are refused, send secrets where they do not belong', async () => {
    const operator = new GatewayClient(system.stack.publicUrl, secrets.get('operator token') ?? '');
    const email = 'admin@canary.example';
    const made = await operator.call(addTenantAdmin, { params: { tenantId: 'canary' }, body: { email, name: 'Ada' } });
    const invitation = new URL(made.invitation?.url ?? '').hash.slice(1);
    secrets.set('invitation', invitation).set('password', PASSWORD).set('wrong password', WRONG_PASSWORD);
    const accepted = await send('POST', '/api/invitations/accept', ours({ token: invitation, password: PASSWORD }));
    expect(accepted.status).toBe(200);
    const cookie = accepted.headers.get('set-cookie')?.split(';')[0] ?? '';
    secrets.set('session', cookie.split('=')[1] ?? '');
    const statuses: number[] = [];
    const refused = async (...args: Parameters<typeof send>) => void statuses.push((await send(...args)).status);
    await refused('POST', '/api/invitations/accept', ours({ token: invitation, password: WRONG_PASSWORD }));
    await refused('POST', '/api/sign-in/local', ours({ email, password: WRONG_PASSWORD }));
    await refused('POST', '/api/sign-in/local', ours({ email, password: { value: PASSWORD } }));
    await refused('POST', '/api/sign-in/local', ours({ email: PASSWORD, password: PASSWORD }));
    await refused('POST', '/api/sign-in/local', ours(`{"email":"${email}","password":"${PASSWORD}"`));
    await refused('POST', '/api/sign-in/local', ours(`{"password":"${PASSWORD}","password":"${PASSWORD}"}`));
    await refused('GET', `/api/me?access_token=${tenant.token}`, { headers: { cookie } });
    await refused('GET', `/api/connections/${tenant.token}`, { headers: { authorization: `Bearer ${tenant.token}` } });
    await refused('GET', '/api/me', { headers: { authorization: `Basic ${tenant.token}` } });
    await refused('POST', '/api/members', ours({ [tenant.token]: tenant.token }, { cookie }));
    expect(statuses.every((status) => status >= 400 && status < 500)).toBe(true);
    expect((await send('GET', '/api/me', { headers: { cookie } })).status).toBe(200);
  }, 60_000);

  it('go in: the provider quotes our secret and its code when it refuses', async () => {
    const began = await send('POST', '/api/sign-in/sso', ours({}));
    const sso = began.headers.get('set-cookie')?.split(';')[0] ?? '';
    answers.pop();
    const state =
      new URL((JSON.parse(began.text) as { authorizeUrl: string }).authorizeUrl).searchParams.get('state') ?? '';
    const code = canary('oidc-code');
    secrets
      .set('OIDC code', code)
      .set('OIDC state', state)
      .set('OIDC cookie', sso.split('=')[1] ?? '');
    const back = await send('GET', `/api/sign-in/sso/callback?code=${code}&state=${state}`, {
      headers: { cookie: sso },
    });
    expect(back.status).toBe(401);
    await send('GET', `/api/sign-in/sso/callback?code=${code}&state=${state}`, { headers: { cookie: sso } });
    await send('GET', `/api/oauth/gong/callback?code=${code}&state=${state}`, {
      headers: { authorization: `Bearer ${tenant.token}` },
    });
  }, 60_000);

  it('go in: Gong quotes our token with 500, and in what is no JSON, has us renew it, and sends a private call', async () => {
    const gong = new AtGong(system, 'canary');
    const shown = await gong.callShown(await gong.addCall({}));
    await gong.addCall({
      metaData: { ...shown.metaData, id: undefined, title: CONTENT.title, isPrivate: true },
      parties: [{ ...shown.parties[0], name: CONTENT.party, emailAddress: CONTENT.email }],
      content: { brief: CONTENT.notes, keyPoints: [{ text: CONTENT.notes }] },
    });
    await gong.suffers({ kind: '401', path: '/v2/calls/extensive', times: 1 });
    proxy.spoil(/\/v2\/users/, 'echo-500');
    proxy.spoil(/\/v2\/calls\/extensive/, 'echo-500');
    proxy.spoil(/\/v2\/calls\/extensive/, 'malformed-echo');
    jobId = await saveAndStart(tenant);
    const job = await finished(tenant, jobId, 90_000);
    expect(proxy.isSpoilt).toBe(true);
    await eventually(() => expect(logsOf('connector-auth')).toContain('refreshed the tokens of a connection'));
    expect(job.byCode['skipped.private']).toBeGreaterThan(0);
  }, 120_000);

  it('go in: a token that Gong refuses to renew, quoting it; then the connection is deleted, in the middle of the job', async () => {
    proxy.spoil(/generate-customer-token/, 'echo-500');
    const gong = new AtGong(system, 'canary');
    await gong.suffers({ kind: '401', path: '/v2/calls/extensive', times: 1 });
    await saveAndStart(tenant);
    await eventually(() => expect(logsOf('connector-auth')).toContain('tokens were not refreshed'), {
      timeoutMs: 60_000,
      what: 'the token not to be renewed',
    });
    expect(proxy.isSpoilt).toBe(true);
    await tenant.gateway.call(deleteConnection, { ifMatch: '*', params: { connectionId: tenant.connectionId } });
  }, 120_000);

  it('go in: a message that cannot be read, with content, and processes that break', async () => {
    const brokers = system.stack.servers.kafkaBrokers.split(',');
    const value = JSON.stringify({ ...callCaptured.example, callId: 'twelve', title: poison });
    const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    const headers = {
      ce_specversion: '1.0',
      ce_id: randomUUID(),
      ce_source: 'gong-ingest',
      ce_type: callCaptured.type,
      ce_subject: 'twelve',
      ce_time: new Date().toISOString(),
      ce_tenantid: 'canary',
      ce_correlationid: randomUUID(),
      'content-type': 'application/json',
    };
    await producer.send({ topic: 'gong.calls.v1', messages: [{ key: keyOf('canary', 'twelve'), value, headers }] });
    await producer.disconnect();
    const kafka = connectKafka({ brokers, clientId: 'e2e', log: quiet });
    await eventually(async () => expect((await listDeadLetters(kafka)).length).toBeGreaterThan(0), {
      timeoutMs: 30_000,
    });
    await kafka.close();
    for (const child of system.stack.children.filter(({ name }) => name !== 'gong-simulator')) {
      process.kill(child.pid ?? 0, 'SIGUSR2');
    }
    for (const app of APP_NAMES) {
      await eventually(() => expect([app, logsOf(app)]).toEqual([app, expect.stringContaining(BROKE)]), {
        timeoutMs: 10_000,
        what: `${app} to say that it broke`,
      });
    }
    // Ready when their consumers are, which those that died are waited for first: to be asked below it is enough to live.
    for (const app of APP_NAMES) {
      const health = `${urlOf(app)}/health/${app === 'gateway' ? 'ready' : 'live'}`;
      const answer = () => fetch(health).then(({ status }) => status, String);
      await eventually(
        async () => expect([await answer(), logsOf(app).slice(-600)]).toEqual([200, expect.anything()]),
        {
          timeoutMs: 60_000,
          what: `${app} to be back`,
        },
      );
    }
  }, 120_000);

  it('were many, and of every kind', () => {
    for (const [name, secret] of proxy.secrets) secrets.set(`Gong's ${name}`, secret);
    const kinds = new Set([...secrets.keys()].map((name) => name.replace(/ (\d+|of .*)$/, '')));
    for (const kind of ["Gong's access token", "Gong's refresh token", "Gong's code", "Gong's client credentials"]) {
      expect(kinds).toContain(kind);
    }
    for (const kind of ['session', 'invitation', 'OIDC code', 'password', 'service key']) expect(kinds).toContain(kind);
    expect([...secrets].filter(([, secret]) => secret.length < 12)).toEqual([]);
  });

  const logsOf = (app: string) => readFileSync(join(system.stack.dataDir, 'logs', `${app}.log`), 'utf8');
  const urlOf = (app: (typeof APP_NAMES)[number]) => {
    const { settings } = system.stack;
    const port = settings[`${app.replaceAll('-', '_').toUpperCase()}_PORT` as keyof typeof settings];
    return `http://127.0.0.1:${port}`;
  };
  /** Names of the canaries in a text, of secrets also as their bytes in hexadecimal (as PostgreSQL shows bytea). */
  const foundIn = (text: string, more: readonly string[] = []): string[] => {
    const content = [...Object.entries(CONTENT), ...more.map((word) => ['poison', word] as const)];
    return [
      ...[...secrets].filter(
        ([, secret]) => text.includes(secret) || text.includes(Buffer.from(secret).toString('hex')),
      ),
      ...content.filter(([, word]) => text.includes(word)),
    ].map(([name]) => name);
  };

  it('are in no line of any log, at the level that tells most', () => {
    const files = readdirSync(join(system.stack.dataDir, 'logs'));
    expect(files).toEqual(expect.arrayContaining(APP_NAMES.map((app) => `${app}.log`)));
    const found = APP_NAMES.map((app) => [app, foundIn(logsOf(app), [poison])]);
    expect(found).toEqual(APP_NAMES.map((app) => [app, []]));
    expect(APP_NAMES.filter((app) => !logsOf(app).includes('[redacted]'))).toEqual([]);
  });

  it('are in no metric', async () => {
    for (const app of APP_NAMES) {
      const headers = { authorization: `Bearer ${system.stack.secrets.metricsToken}` };
      const answer = await fetch(`${urlOf(app)}/metrics`, { headers });
      expect([app, answer.status, foundIn(await answer.text(), [poison])]).toEqual([app, 200, []]);
    }
  });

  it('are on no topic, in no key, value or header; a message that was poisoned stays where it was put', async () => {
    for (const topic of Object.keys(TOPICS)) {
      const records = await readRecords(system.stack.servers.kafkaBrokers, topic);
      const text = records
        .map(({ key, value, headers }) => `${key}\n${value}\n${Object.entries(headers ?? {}).join('\n')}`)
        .join('\n');
      expect([topic, foundIn(text, topic === 'gong.calls.v1' ? [] : [poison])]).toEqual([topic, []]);
    }
  }, 120_000);

  it('are in no table', async () => {
    const words = [...secrets.values(), ...Object.values(CONTENT), poison];
    const forms = words.flatMap((word) => [word, Buffer.from(word).toString('hex')]);
    // An underscore stands for any character there.
    const patterns = forms.map((form) => form.replaceAll('_', '\\_'));
    expect(await tablesWith(system, patterns)).toEqual([]);
    // Known by their hashes: the one way in which they may be there.
    const hash = createHash('sha256').update(tenant.token).digest('hex');
    expect(await tablesWith(system, hash)).toEqual(['gateway.api_tokens']);
  }, 240_000);

  it('are not in the workbook', async () => {
    const answer = await tenant.gateway.send(downloadJobLog, { params: { jobId } });
    const workbook = new Workbook();
    await workbook.xlsx.load((await answer.arrayBuffer()) as ArrayBuffer & Buffer);
    const cells: string[] = [];
    workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell(({ text }) => void cells.push(text))));
    expect(cells.length).toBeGreaterThan(40);
    expect(foundIn(cells.join('\n'), [poison])).toEqual([]);
  });

  it('are in no answer that refuses, nor in the documentation', async () => {
    await send('GET', '/api/openapi.json');
    await send('GET', '/api/docs');
    expect(answers.length).toBeGreaterThan(15);
    expect(foundIn(answers.join('\n'), [poison])).toEqual([]);
  });
});

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
