import { execFile } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Finding } from '@gong-timeline/runtime';
import { findRoot, simulatorVariables } from '@gong-timeline/tools';
import { isLoopback, listeningAddresses } from './listening-sockets';
import { type System, startSystem } from './system';

const root = findRoot(__dirname);

/** The local stack on the machine that it runs on: what can be reached from outside, and what the doctor says of it. */
describe('the local stack on its machine (X3)', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ companies: 'quiet:5:5d:clean' });
  }, 120_000);
  afterAll(() => system?.stop(), 30_000);

  it('finds a socket beyond loopback where there is one', async () => {
    const open = createServer();
    await new Promise<void>((resolve) => open.listen(0, '0.0.0.0', resolve));
    expect(listeningAddresses(process.pid).filter((address) => !isLoopback(address))).toContain('0.0.0.0');
    open.close();
  });

  it('listens at loopback only: services, simulator, PostgreSQL and Kafka', () => {
    const { children, servers } = system.stack;
    const processes = [
      ...children.map(({ name, pid }) => [name, pid] as const),
      ['postgres', servers.pids.postgres] as const,
      ['kafka', servers.pids.kafka] as const,
    ];
    expect(processes.length).toBeGreaterThanOrEqual(9);
    for (const [name, pid] of processes) {
      const addresses = listeningAddresses(pid ?? 0);
      expect([name, addresses.length > 0, addresses.filter((address) => !isLoopback(address))]).toEqual([
        name,
        true,
        [],
      ]);
    }
  });

  const examine = async (more: Record<string, string> = {}) => {
    const { settings } = system.stack;
    const values = Object.entries({ ...settings, ...simulatorVariables(settings), ...more });
    const env = { PATH: process.env.PATH, ...Object.fromEntries(values.map(([name, value]) => [name, String(value)])) };
    const run = promisify(execFile)(process.execPath, [join(root, 'dist/tools/doctor/main.js'), '--json'], { env });
    const { stdout, code } = await run.then(
      ({ stdout }) => ({ stdout, code: 0 }),
      (error: { stdout: string; code: number }) => error,
    );
    const { findings } = JSON.parse(stdout) as { findings: Finding[] };
    return { code, wrong: findings.filter(({ level }) => level === 'wrong'), findings };
  };

  it('is well, says the doctor, who looks at all of it', async () => {
    const { code, wrong, findings } = await examine();
    expect(wrong).toEqual([]);
    expect(code).toBe(0);
    expect([...new Set(findings.map(({ check }) => check))].sort()).toEqual(
      [
        'addresses',
        'clock',
        'configuration',
        'consumer groups',
        'database roles',
        'dead letters',
        'disk',
        'files',
        "Gong's scopes",
        'keys',
        'migrations',
        'row level security',
        'topics',
      ].sort(),
    );
  }, 240_000);

  it('is not, when a token may be read by others and what is set is unsafe', async () => {
    chmodSync(system.stack.operatorTokenFile, 0o644);
    const { code, wrong } = await examine({ TRUSTED_PROXIES: '0.0.0.0/0' });
    chmodSync(system.stack.operatorTokenFile, 0o600);
    expect(code).toBe(1);
    expect(wrong.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^gateway: TRUSTED_PROXIES names 0.0.0.0\/0/),
      expect.stringMatching(/^operator token at .* has the mode 644/),
    ]);
  }, 240_000);
});
