import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type SpawnedNode, spawnNode } from '@gong-timeline/testing';
import { findRoot } from '@gong-timeline/tools';

const root = findRoot(__dirname);
const PORTS = [
  'GATEWAY',
  'CONNECTOR_AUTH',
  'GONG_INGEST',
  'IDENTITY_RESOLUTION',
  'TIMELINE_WRITER',
  'EXECUTION_LOG',
  'GATEWAY_GRPC',
  'GONG_INGEST_GRPC',
  'IDENTITY_RESOLUTION_GRPC',
  'TIMELINE_WRITER_GRPC',
  'EXECUTION_LOG_GRPC',
  'SIMULATOR',
  'POSTGRES',
  'KAFKA',
];

/** What a newcomer does: `npm start`, less the build that the check has done already. */
describe('the main command', () => {
  let dataDir: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), `gong-timeline-start-${process.pid}-`));
    chmodSync(dataDir, 0o755);
    env = { DATA_DIR: dataDir };
    for (const name of PORTS) env[`${name}_PORT`] = String(await freePort());
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  const start = (...args: string[]): Promise<SpawnedNode> =>
    spawnNode(join(root, 'dist/tools/start/main.js'), { env, args, cwd: root });

  it('brings everything up, syncs a quarter of calls and says what came of it; Ctrl-C leaves nothing behind', async () => {
    const command = await start();
    await command.waitForLine('It runs until Ctrl-C', { timeoutMs: 120_000 });
    const said = command.lines.join('\n');
    expect(said).toMatch(
      /420 read = \d+ created \+ \d+ updated \+ \d+ unchanged \+ \d+ skipped \+ \d+ failed \+ \d+ waiting$/m,
    );
    expect(said).toMatch(/retry job/);
    expect(said).not.toContain('does not add up');
    expect(said).toMatch(/Sign-in +admin@acme\.example, password \S+ \(shown this once\)/);
    const file = said.match(/Execution log +(\S+\.xlsx)/)?.[1] ?? '';
    expect(existsSync(join(root, file)) || existsSync(file)).toBe(true);

    process.kill(command.pid, 'SIGINT');
    expect(await command.exited).toEqual({ code: 0, signal: null });
    expect(processesNaming(dataDir)).toEqual([]);
  }, 180_000);

  it('finds its data again and doubles nothing', async () => {
    const command = await start();
    await command.waitForLine('It runs until Ctrl-C', { timeoutMs: 120_000 });
    const said = command.lines.join('\n');
    expect(said).toContain('Found the data of an earlier start');
    expect(said).toMatch(/\d+ read = 0 created \+ 0 updated/);
    process.kill(command.pid, 'SIGTERM');
    expect((await command.exited).code).toBe(0);
  }, 180_000);

  it('says in one line which port is taken and what to do, and leaves nothing behind', async () => {
    const taken = createServer();
    const port = Number(env.GATEWAY_PORT);
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
    try {
      const command = await start();
      expect((await command.exited).code).toBe(1);
      expect(command.lines.at(-1)).toMatch(new RegExp(`Port ${port} \\(gateway\\) is taken.*GATEWAY_PORT`));
      expect(processesNaming(dataDir)).toEqual([]);
    } finally {
      await new Promise((resolve) => taken.close(resolve));
    }
  }, 60_000);

  it.each([
    [
      'DATABASE_URL',
      'postgres://admin:word-that-is-not-told@127.0.0.1:1/nowhere',
      'The database at postgres://127.0.0.1:1/nowhere',
    ],
    ['KAFKA_BROKERS', '127.0.0.1:1', 'Kafka at 127.0.0.1:1'],
  ])(
    'says in one line what %s names and does not answer, and leaves nothing behind',
    async (variable, address, words) => {
      env[variable] = address;
      const command = await start();
      delete env[variable];
      expect((await command.exited).code).toBe(1);
      expect(command.lines.at(-1)).toContain(words);
      expect(command.lines.at(-1)).toContain(variable);
      expect(command.lines.join('\n')).not.toContain('word-that-is-not-told');
      expect(processesNaming(dataDir)).toEqual([]);
    },
    90_000,
  );

  it('says in one line which variable is wrong', async () => {
    env.KAFKA_PORT = 'many';
    const command = await start();
    expect((await command.exited).code).toBe(1);
    expect(command.lines.at(-1)).toContain('KAFKA_PORT');
  }, 60_000);
});

const processesNaming = (text: string): string[] =>
  execFileSync('ps', ['-eo', 'pid,args', '--no-headers'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(text));
