import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TOPICS } from '@gong-timeline/contracts';
import { freePort, startKafka, startPostgres } from '@gong-timeline/local-stack';
import { connectKafka, ensureTopics, type Log } from '@gong-timeline/messaging';
import { newServiceKeys, ServiceCredentials } from '@gong-timeline/runtime';
import { Child, findRoot, provisionDatabase, ROLES, urlFor, waitUntilReady } from '@gong-timeline/tools';
import { describeMachine, machineUsage } from '../sync/machine-usage';
import { downloadAll, openDownload, type Service } from './download';
import { fillLog } from './fill-log';
import { readOptions, type XlsxOptions } from './options';
import { cpuSecondsOver, type Measured, measure } from './watch-memory';

const AIMS = { seconds: 25, peakMb: 250 };
const SLOW_READER = { bytesASecond: 1_000_000, seconds: 10 };
const keys = newServiceKeys();
const gateway = ServiceCredentials.of('gateway', keys.gateway);
const PASSWORDS = Object.fromEntries(ROLES.map((role) => [role, randomBytes(24).toString('base64url')]));

/**
 * `npm run bench:xlsx -- [--rows 1000000] [--rounds 3] [--keep <file>] [--profile <folder>]`: the log of a job of so many
 * calls as .xlsx over HTTP, out of the real service and a real database: time, CPU and memory of the service's process.
 */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const folder = mkdtempSync(join(tmpdir(), 'gong-timeline-xlsx-'));
  // PostgreSQL runs as another user when we are root, and must be able to enter.
  chmodSync(folder, 0o755);
  const [postgres, kafka] = await Promise.all([
    startPostgres({ dataDir: join(folder, 'postgres'), durable: true }),
    startKafka({ dataDir: join(folder, 'kafka') }),
  ]);
  try {
    const client = connectKafka({ brokers: [kafka.brokers], clientId: 'bench', log: quiet });
    await ensureTopics({ kafka: client, topics: TOPICS });
    await client.close();
    await provisionDatabase(postgres.url, PASSWORDS, () => undefined);
    const roleUrl = (role: string) => urlFor(postgres.url, role, PASSWORDS[role] ?? '');
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const child = new Child({
      name: 'execution-log',
      script: 'dist/apps/execution-log/src/main.js',
      root: findRoot(__dirname),
      logFile: join(folder, 'execution-log.log'),
      say: (line) => void process.stderr.write(`${line}\n`),
      nodeOptions: [
        ...options.nodeOptions,
        ...(options.profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`]),
      ],
      env: {
        PORT: String(port),
        DATABASE_URL: roleUrl('execution_log_app'),
        DATABASE_OWNER_URL: roleUrl('execution_log_owner'),
        KAFKA_BROKERS: kafka.brokers,
        ...keys['execution-log'],
        GONG_INGEST_URL: url,
      },
    });
    child.start();
    try {
      await waitUntilReady(child, `${url}/health/ready`);
      await fillLog(postgres.url, options.rows);
      await bench(options, child.pid as number, { url, bearer: () => gateway.bearerFor('execution-log') });
    } finally {
      await child.stop();
    }
  } finally {
    await Promise.all([postgres.stop(), kafka.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bench(options: XlsxOptions, pid: number, service: Service): Promise<void> {
  say(`${options.rows.toLocaleString('en')} rows`);
  const before = machineUsage();
  const rounds: Measured<number>[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const round = await measure(pid, () => downloadAll(service, options.keep));
    rounds.push(round);
    say(`  ${figures(round)}, ${(round.result / 1e6).toFixed(1)} MB`);
  }
  const cpu = rounds.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
  say(`  the machine meanwhile: ${describeMachine(before, machineUsage(), cpu)}`);
  const seconds = median(rounds.map((round) => round.seconds));
  const peakMb = Math.max(...rounds.map((round) => round.peakMb));
  say(`  median ${verdict(seconds, AIMS.seconds, 's')}; peak of all ${verdict(peakMb, AIMS.peakMb, 'MB')}`);

  const both = await measure(pid, () => Promise.all([downloadAll(service, null), downloadAll(service, null)]));
  say(`two at once\n  ${figures(both)}`);

  const slow = await measure(pid, () => readSlowly(service));
  say(`a reader of 1 MB/s, ${SLOW_READER.seconds} s of it\n  ${figures(slow)}`);
  await pause(1_000);
  say(`after it went away\n  CPU ${(await cpuSecondsOver(pid, 3_000)).toFixed(2)} s in 3 s`);
}

/** Goes away in the middle. */
async function readSlowly(service: Service): Promise<void> {
  const response = await openDownload(service);
  response.on('error', () => undefined).pause();
  const until = performance.now() + SLOW_READER.seconds * 1000;
  while (performance.now() < until) {
    const piece = response.read() as Buffer | null;
    await pause(piece === null ? 20 : (piece.length / SLOW_READER.bytesASecond) * 1000);
  }
  response.destroy();
}

const figures = ({ seconds, cpuSeconds, peakMb, quarterMb }: Measured<unknown>): string =>
  `${seconds.toFixed(1)} s, CPU ${cpuSeconds.toFixed(1)} s, peak ${peakMb.toFixed(0)} MB (by quarter of the time ${quarterMb.map((mb) => mb.toFixed(0)).join(', ')})`;

const verdict = (value: number, aim: number, unit: string): string =>
  `${value.toFixed(1)} ${unit} (aim: at most ${aim} ${unit}) ${value <= aim ? 'yes' : 'NO'}`;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (fields: object, message: string) =>
  void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
const quiet: Log = { debug: () => undefined, info: () => undefined, warn: complain, error: complain };

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
