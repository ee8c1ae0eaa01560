import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort, type SpawnedNode, spawnNode } from '@gong-timeline/testing';
import { findRoot } from '@gong-timeline/tools';
import { pathWithGrpcurl } from './grpcurl';
import { missing, readGuide } from './read-guide';

const root = findRoot(__dirname);
const file = join(root, 'docs', 'integrating.md');
const guide = readFileSync(file, 'utf8');
const [start, ...steps] = readGuide(guide);
const PORTS = ['GATEWAY', 'CONNECTOR_AUTH', 'GONG_INGEST', 'IDENTITY_RESOLUTION', 'TIMELINE_WRITER', 'EXECUTION_LOG'];
const GRPC_PORTS = PORTS.filter((name) => name !== 'CONNECTOR_AUTH').map((name) => `${name}_GRPC`);
const END = '@@ end of a step';

/** The guide as a developer of another team follows it: `npm start`, then every command of it in one shell. */
describe('docs/integrating.md (X1, X2)', () => {
  let command: SpawnedNode;
  let outputs: readonly string[] = [];
  const env: Record<string, string> = {};
  beforeAll(async () => {
    env.PATH = pathWithGrpcurl(root);
    env.DATA_DIR = mkdtempSync(join(tmpdir(), `gong-timeline-guide-${process.pid}-`));
    chmodSync(env.DATA_DIR, 0o755);
    for (const name of [...PORTS, ...GRPC_PORTS, 'SIMULATOR', 'POSTGRES', 'KAFKA'])
      env[`${name}_PORT`] = String(await freePort());
    command = await spawnNode(join(root, 'dist/tools/start/main.js'), { env, cwd: root });
    await command.waitForLine('It runs until Ctrl-C', { timeoutMs: 240_000 });
    outputs = await runAll(env);
  }, 560_000);
  afterAll(async () => {
    await command?.stop({ timeoutMs: 30_000 });
    if (env.DATA_DIR !== undefined) rmSync(env.DATA_DIR, { recursive: true, force: true });
  }, 40_000);

  it('begins with the main command, which says where HTTP, gRPC and Kafka answer', () => {
    expect(start?.commands).toBe('npm ci && npm start\n');
    const said = command.lines.join('\n');
    expect(said).toContain(`http://127.0.0.1:${env.GATEWAY_PORT}/api`);
    expect(said).toMatch(new RegExp(`^gRPC +127\\.0\\.0\\.1:${env.GATEWAY_GRPC_PORT}\\b`, 'm'));
    expect(said).toMatch(new RegExp(`^Kafka +127\\.0\\.0\\.1:${env.KAFKA_PORT}\\b`, 'm'));
  });

  it.each(steps.map(({ heading, commands }, index) => [heading, commands.trim().split('\n').at(-1), index] as const))(
    'prints under "%s" what it says: %s',
    (_heading, _commands, index) => {
      const output = outputs[index] ?? 'This step was never come to.';
      const expected = steps[index]?.expected ?? [];
      expect({ missing: missing(expected, output), output }).toEqual({ missing: [], output });
    },
  );

  it('answers a start that is sent twice with one job, over both protocols', () => {
    const [http = '', grpc = ''] = ['http-session.sh', 'grpc-session.sh'].map(outputOf);
    const started = http.match(/"jobId":"[^"]+"/g) ?? [];
    expect([started.length, new Set(started).size]).toEqual([2, 1]);
    const [first, second] = grpc.split('# Start a sync')[1]?.split('\n').slice(1) ?? [];
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).toBe(first);
    expect(grpc).toMatch(/^JOB_STATUS_(SUCCESS|PARTIAL_SUCCESS)$/m);
  });

  it('lets grpcurl stream without being told to calm down', () => {
    expect(outputOf('grpc-session.sh')).not.toContain('too_many_pings');
  });

  it('links to nothing that is not there', () => {
    const links = [...guide.matchAll(/\]\((?!http)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([]);
  });

  const outputOf = (script: string) => outputs[steps.findIndex(({ commands }) => commands.includes(script))] ?? '';
});

/** What each step printed; ends at the first that fails. */
async function runAll(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const script = steps.map(({ commands }) => `${commands}echo '${END}'\n`).join('');
  const { HOME, TMPDIR } = process.env;
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', `exec 2>&1\n${script}`], {
    cwd: root,
    env: { HOME, ...(TMPDIR ? { TMPDIR } : {}), ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
    timeout: 300_000,
  });
  let output = '';
  shell.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise((resolve) => shell.once('close', resolve));
  return [...output.split(`${END}\n`).slice(0, steps.length), ...(code === 0 ? [] : [`exit code ${String(code)}`])];
}
