import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { poll } from './poll';
import { isAlive, processesWithArguments, processIdentity } from './process-table';

describe('the process table', () => {
  const marker = `marker-${process.pid}`;
  let child: ChildProcess;
  beforeEach(async () => {
    child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', '--', '-D', marker], { cwd: tmpdir() });
    await once(child, 'spawn');
  });
  afterEach(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('finds a process by whole arguments only', async () => {
    const found = () => processesWithArguments('-D', marker);
    expect(await poll(() => found().length > 0, { timeoutMs: 5_000 })).toBe(true);
    expect(found()).toEqual([child.pid]);
    expect(processesWithArguments('-D', marker.slice(0, -1))).toEqual([]);
  });

  it('tells a process from a later one of the same number, and knows when it is gone', async () => {
    const pid = child.pid as number;
    const identity = processIdentity(pid);
    expect(identity).toMatch(/\S/);
    expect(processIdentity(pid)).toBe(identity);
    expect(processIdentity(process.pid)).not.toBe(identity);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(pid)).toBe(false);
  });

  it('takes one that has ended and was not reaped for gone', () => {
    // The shell becomes a cat, which never waits for the shell's other child, and lives until it is killed.
    const script = 'sleep 0 & echo $!; exec cat';
    const parent = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'pipe', 'ignore'] });
    return once(parent.stdout, 'data')
      .then(async ([pid]) => {
        expect(await poll(() => !isAlive(Number(pid)), { timeoutMs: 2_000 })).toBe(true);
        expect(() => process.kill(Number(pid), 0)).not.toThrow();
      })
      .finally(() => parent.kill('SIGKILL'));
  });
});
