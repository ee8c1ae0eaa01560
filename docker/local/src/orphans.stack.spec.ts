import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repoFile } from './kafka/repo-file';
import { startKafka } from './kafka/start-kafka';
import { startPostgres } from './postgres/start-postgres';
import { isAlive } from './process/process-table';
import { wipe } from './wipe';

jest.setTimeout(60_000);

interface Started {
  pid: number;
  port: number;
}

/** Other processes than this one start the servers, so the runner is built first, as the main command's is. */
describe('servers whose starter was killed', () => {
  const built = mkdtempSync(join(repoFile('.local'), 'built-'));
  const folder = mkdtempSync(join(tmpdir(), 'orphans-'));
  chmodSync(folder, 0o755);
  const postgresDir = join(folder, 'postgres');
  const kafkaDir = join(folder, 'kafka');
  const parents: ChildProcess[] = [];
  const running: { stop(): Promise<void> }[] = [];

  beforeAll(() => {
    const swc = repoFile('node_modules', '.bin', 'swc');
    execFileSync(swc, ['docker/local/src', '-d', built, '--ignore', '**/*.spec.ts', '--quiet'], { cwd: repoFile('.') });
  });
  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
  });
  afterAll(async () => {
    for (const parent of parents) parent.kill('SIGKILL');
    await Promise.all([wipe(postgresDir), wipe(kafkaDir)]);
    rmSync(folder, { recursive: true });
    rmSync(built, { recursive: true });
  });

  /** Resolves with what the process prints: the server's pid and port, or the error's code. */
  async function startInProcess(call: string, dataDir: string): Promise<{ parent: ChildProcess; said: string }> {
    const script = `require(${JSON.stringify(join(built, 'docker/local/src/index.js'))}).${call}({ dataDir: ${JSON.stringify(dataDir)} }).then(
      ({ pid, port }) => console.log(JSON.stringify({ pid, port })),
      (error) => console.log(error.code ?? error.stack),
    )`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    parents.push(parent);
    const [said] = (await once(createInterface(parent.stdout), 'line')) as [string];
    return { parent, said };
  }

  async function orphan(call: string, dataDir: string): Promise<Started> {
    const { parent, said } = await startInProcess(call, dataDir);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    const started = JSON.parse(said) as Started;
    expect(isAlive(started.pid)).toBe(true);
    return started;
  }

  it('are stopped, and fresh ones take over folder and port', async () => {
    const left = await Promise.all([orphan('startPostgres', postgresDir), orphan('startKafka', kafkaDir)]);
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    running.push(await startPostgres({ dataDir: postgresDir, port: left[0].port, log }));
    running.push(await startKafka({ dataDir: kafkaDir, port: left[1].port, log }));
    expect(left.filter(({ pid }) => isAlive(pid))).toEqual([]);
    expect(lines.filter((line) => /was left running on .*: it is stopped and started anew/.test(line))).toHaveLength(2);
  });

  it('are stopped by a wipe', async () => {
    const { pid } = await orphan('startPostgres', postgresDir);
    await wipe(postgresDir);
    expect(isAlive(pid)).toBe(false);
  });

  it('is one only, when two processes start on one folder at the same moment', async () => {
    const both = await Promise.all([0, 1].map(() => startInProcess('startPostgres', postgresDir)));
    const said = both.map((one) => one.said).sort();
    expect(said[0]).toBe('stack.folder-in-use');
    expect(isAlive((JSON.parse(said[1] as string) as Started).pid)).toBe(true);
  });
});
