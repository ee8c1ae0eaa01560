import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { newServiceKeys } from '../callers/new-service-keys';

const root = resolve(__dirname, '../../../..');
/** Inside the repository, so that the built files find its node_modules. */
const built = join(root, '.local', uniqueName('run-service'));

/** A service with nothing in it but the faults that a test asks for. */
const MAIN = `
const { Module } = require('@nestjs/common');
const { Type } = require('@sinclair/typebox');
const { defineService, httpServiceVariables, readConfig, runService } = require('./libs/runtime/src');
const faults = {
  reject: () => setTimeout(() => Promise.reject(new Error('nobody caught the rejection')), 50),
  throw: () => setTimeout(() => { throw new Error('nobody caught the throw'); }, 50),
};
class AppModule {
  onApplicationBootstrap() { faults[process.env.FAULT]?.(); }
  beforeApplicationShutdown() { if (process.env.FAULT === 'hang') return new Promise(() => undefined); }
}
Module({})(AppModule);
const schema = Type.Object(httpServiceVariables);
const config = readConfig({ app: 'gateway', env: process.env, schema });
void runService(defineService({ name: 'gateway', config, schema: 'nothing', migrations: [], subscriptions: [], module: AppModule }));
`;

const KEYS = newServiceKeys().gateway;

describe('runService', () => {
  let database: TestDatabase;
  const main = join(built, 'main.js');

  beforeAll(async () => {
    database = await testDatabase('run');
    mkdirSync(built, { recursive: true });
    const swc = join(root, 'node_modules/.bin/swc');
    execFileSync(swc, ['libs', '-d', built, '--ignore', '**/*.spec.ts', '--quiet'], { cwd: root });
    writeFileSync(main, MAIN);
  }, 30_000);
  afterAll(async () => {
    rmSync(built, { recursive: true, force: true });
    await database?.drop();
  });

  const start = (env: Record<string, string> = {}) =>
    spawnNode(main, {
      env: {
        PORT: '0',
        DATABASE_URL: database.applicationUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        ...KEYS,
        ...env,
      },
    });
  const lastLine = (lines: readonly string[]) => JSON.parse(lines.at(-1) ?? '{}');

  it('says where it listens, and ends with 0 when told to stop', async () => {
    const service = await start();
    const { url } = JSON.parse(await service.waitForLine('"message":"listening"'));
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const began = performance.now();
    await service.kill('SIGTERM');
    expect(await service.exited).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(service.lines.join('\n')).not.toMatch(/"level":"(warn|error|fatal)"/);
  }, 15_000);

  it('exits at once at a second signal', async () => {
    const service = await start({ FAULT: 'hang' });
    await service.waitForLine('"message":"listening"');
    process.kill(service.pid, 'SIGINT');
    await service.waitForLine('"message":"stopping"');
    process.kill(service.pid, 'SIGINT');
    expect(await service.exited).toEqual({ code: 130, signal: null });
  }, 15_000);

  it.each([
    ['reject', 'nobody caught the rejection'],
    ['throw', 'nobody caught the throw'],
  ])(
    'never survives an error that nobody caught: %s',
    async (FAULT, message) => {
      const service = await start({ FAULT });
      expect(await service.exited).toEqual({ code: 1, signal: null });
      expect(lastLine(service.lines)).toMatchObject({ level: 'fatal', err: { message, stack: expect.any(String) } });
    },
    15_000,
  );

  it('ends with 78 and names each variable that is wrong, but not its value', async () => {
    const service = await start({ METRICS_TOKEN: 'hunter2', PORT: '' });
    expect(await service.exited).toEqual({ code: 78, signal: null });
    expect(service.lines).toEqual([
      'gateway: PORT is missing: expected a whole number from 0 to 65535 (port to listen on; 0 takes a free one)',
      expect.stringMatching(/^gateway: METRICS_TOKEN is not valid: expected text of at least 32 characters/),
    ]);
  }, 15_000);

  it('ends with 78 and one line when what is set is unsafe together', async () => {
    const service = await start({ DATABASE_URL: database.ownerUrl });
    expect(await service.exited).toEqual({ code: 78, signal: null });
    expect(service.lines).toEqual([
      expect.stringMatching(/^gateway: DATABASE_URL and DATABASE_OWNER_URL are one role/),
    ]);
  }, 15_000);

  it('says in one line that its port is taken, and that its database refuses it', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const { port } = other.address() as AddressInfo;
    const unknown = new URL(database.url);
    unknown.username = 'nobody_knows_me';
    const [taken, refused] = await Promise.all([
      start({ PORT: `${port}` }),
      start({ DATABASE_OWNER_URL: unknown.href }),
    ]);
    expect([(await taken.exited).code, (await refused.exited).code]).toEqual([1, 1]);
    expect(lastLine(taken.lines).message).toBe(`Port ${port} at 127.0.0.1 is taken: end what uses it, or set PORT`);
    expect(lastLine(refused.lines).message).toMatch(/refused: .*nobody_knows_me.* Check DATABASE_OWNER_URL/);
    await new Promise((done) => other.close(done));
  }, 15_000);
});
