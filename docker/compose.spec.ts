import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP_NAMES } from '@gong-timeline/domain';
import { ServiceCredentials } from '@gong-timeline/runtime';

const compose = readFileSync(join(__dirname, 'compose.yaml'), 'utf8');
/** Each service of the file with its lines: what begins at two blanks below `services:`. */
const services = new Map(
  (compose.split(/^services:$/m)[1] ?? '')
    .split(/^[a-z]+:$/m)[0]
    ?.split(/^ {2}(?=[a-z-]+:$)/m)
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf(':')), text.replaceAll(/^\s*#.*$/gm, '')]),
);

describe('docker/compose.yaml (X3)', () => {
  it('has every service of the product', () => {
    expect([...services.keys()]).toEqual(expect.arrayContaining([...APP_NAMES, 'postgres', 'kafka', 'provision']));
  });

  it('publishes the gateway alone, on loopback', () => {
    const published = [...services].filter(([, text]) => /^\s+(ports|network_mode: host)\b/m.test(text));
    expect(published.map(([name]) => name)).toEqual(['gateway']);
    expect(services.get('gateway')).toMatch(/ports:\n\s+- 127\.0\.0\.1:\$\{GATEWAY_PORT:-4000\}:\S+\n\s+(?!-)/);
  });

  it('lets only who talks to Gong, and the gateway, reach outside', () => {
    const outside = [...services].filter(([, text]) => text.includes('outside')).map(([name]) => name);
    expect(outside.sort()).toEqual(['connector-auth', 'gateway', 'gong-ingest']);
    expect(compose).toMatch(/ {2}inside:\n {4}internal: true/);
  });

  it('has no secret in the environment', () => {
    const named = compose.match(/^\s+[A-Z_]*(PASSWORD|SECRET|TOKEN|KEYS?)[A-Z_]*: .*/gm) ?? [];
    const inPlain = named.filter((line) => !/_(FILE|DIR|URL|PER_MINUTE): /.test(line));
    expect(inPlain).toEqual([]);
    expect(compose).not.toMatch(/postgres:\/\/\w+:/);
  });

  it('gives each service its own key and roles, and no other', () => {
    for (const app of APP_NAMES) {
      const own = app.replaceAll('-', '_');
      const sources = [...(services.get(app) ?? '').matchAll(/source: (\w+)/g)].map(([, source]) => source);
      expect(sources).toEqual([`${own}_app`, `${own}_owner`, `${own}_key`]);
    }
  });
});

describe('docker/make-env.sh (X3)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'compose-'));
  const make = (...args: string[]) => execFileSync('sh', [join(folder, 'make-env.sh'), ...args], { stdio: 'pipe' });
  const secret = (name: string) => readFileSync(join(folder, 'secrets', name), 'utf8').trim();
  beforeAll(() => {
    for (const name of ['make-env.sh', 'env.example']) cpSync(join(__dirname, name), join(folder, name));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('takes over what an older docker/.env holds, and writes every secret that compose mounts', () => {
    writeFileSync(join(folder, '.env'), 'ROLE_PASSWORD_GATEWAY_APP=kept\nTOKEN_KEYS=key-1:old\n');
    make();
    expect([secret('gateway_app'), secret('token-keys')]).toEqual(['kept', 'key-1:old']);
    const mounted = [...compose.matchAll(/\{ file: \.\/secrets\/(\S+) \}/g)].map(([, name]) => name);
    expect(readdirSync(join(folder, 'secrets')).sort()).toEqual(mounted.sort());
    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
  });

  it('makes keys by which the services know each other', () => {
    const of = (app: (typeof APP_NAMES)[number]) =>
      ServiceCredentials.of(app, {
        SERVICE_KEY: secret(`${app.replaceAll('-', '_')}_key`),
        SERVICE_KEYS: secret('service-keys'),
      });
    expect(of('connector-auth').callerOf(of('gong-ingest').bearerFor('connector-auth'))).toBe('gong-ingest');
    for (const app of APP_NAMES) expect(of(app)).toBeDefined();
  });

  it('makes them by Node where there is no OpenSSL that can', () => {
    const other = mkdtempSync(join(tmpdir(), 'compose-'));
    for (const name of ['make-env.sh', 'env.example']) cpSync(join(__dirname, name), join(other, name));
    writeFileSync(join(other, 'openssl'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const env = { PATH: `${other}:${process.env.PATH}` };
    execFileSync('sh', [join(other, 'make-env.sh')], { stdio: 'pipe', env });
    const read = (name: string) => readFileSync(join(other, 'secrets', name), 'utf8').trim();
    const variables = { SERVICE_KEY: read('gateway_key'), SERVICE_KEYS: read('service-keys') };
    expect(ServiceCredentials.of('gateway', variables)).toBeDefined();
    rmSync(other, { recursive: true });
  });

  it('leaves what is there as it is', () => {
    const before = readdirSync(join(folder, 'secrets')).map(secret);
    make('--demo');
    expect(readdirSync(join(folder, 'secrets')).map(secret)).toEqual(before);
    expect(readFileSync(join(folder, '.env'), 'utf8')).toMatch(/^ROLE_PASSWORD/);
  });
});
