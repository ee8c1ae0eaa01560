import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { transformFileSync } from '@swc/core';
import { eventually } from './eventually';
import { spawnNode, stopAllSpawned } from './spawn-node';

describe('a process of an end-to-end test', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spawn-node-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function script(text: string): string {
    const file = join(folder, 'script.cjs');
    writeFileSync(file, text);
    return file;
  }
  const stays = 'setInterval(() => {}, 1000);';
  const gone = (pid: number) => () => expect(() => process.kill(pid, 0)).toThrow('ESRCH');

  it('gets the environment and arguments it is given and nothing else of ours', async () => {
    process.env.TEST_ONLY_HERE = 'leaked';
    const file = script(`console.log(process.env.PORT, process.argv[2], process.env.TEST_ONLY_HERE); ${stays}`);
    const child = await spawnNode(file, { env: { PORT: '4001' }, args: ['--once'] });
    await expect(child.waitForLine(/^4001/)).resolves.toBe('4001 --once undefined');
    await child.stop();
  });

  it('hears lines of both outputs, past and to come', async () => {
    const child = await spawnNode(script(`console.log('one'); setTimeout(() => console.error('two'), 50); ${stays}`));
    await child.waitForLine('two');
    await child.waitForLine('one');
    expect(child.lines).toEqual(['one', 'two']);
  });

  it('shows its last lines when it ends before the line that is waited for, or is late', async () => {
    const child = await spawnNode(script(`console.log('PORT is not a port'); process.exit(3)`));
    await expect(child.waitForLine('ready')).rejects.toThrow(
      /ended \(3\) without a line like ready.*\nPORT is not a port$/,
    );
    const late = await spawnNode(script(`console.log('thinking'); ${stays}`));
    await late.waitForLine('thinking');
    await expect(late.waitForLine('ready', { timeoutMs: 20 })).rejects.toThrow(/like ready in 20 ms.*\nthinking$/);
  });

  it('is gone after kill, and after stop, which tells when it had to be forced', async () => {
    const killed = await spawnNode(script(stays));
    await killed.kill('SIGKILL');
    await expect(killed.exited).resolves.toEqual({ code: null, signal: 'SIGKILL' });
    gone(killed.pid)();

    const deaf = await spawnNode(script(`process.on('SIGTERM', () => {}); console.log('up'); ${stays}`));
    await deaf.waitForLine('up');
    await expect(deaf.stop({ timeoutMs: 50 })).rejects.toThrow('did not stop within 50 ms');
    gone(deaf.pid)();
  });

  it('is stopped at the end of its spec file whatever happened', async () => {
    const forgotten = await spawnNode(script(stays));
    await stopAllSpawned();
    gone(forgotten.pid)();
  });

  it('ends by itself when the process that started it is killed', async () => {
    const built = join(folder, 'spawn-node.cjs');
    const swc = {
      swcrc: false,
      module: { type: 'commonjs' },
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    };
    writeFileSync(built, transformFileSync(join(__dirname, 'spawn-node.ts'), swc as never).code);
    const child = JSON.stringify(script(`console.log('up'); ${stays}`));
    // Up before its starter is killed: how long a process takes to start is not what is asked here.
    const call = `require(${JSON.stringify(built)}).spawnNode(${child}).then(async (c) => { await c.waitForLine('up'); console.log(c.pid); })`;
    const parent = spawn(process.execPath, ['-e', call], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [pid] = (await once(createInterface(parent.stdout), 'line')) as [string];
    parent.kill('SIGKILL');
    await eventually(gone(Number(pid)), { timeoutMs: 3_000, what: 'The orphan is gone' });
  });
});
