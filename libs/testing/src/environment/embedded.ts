import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type * as LocalStack from '@gong-timeline/local-stack';
import type { TestEnvironment } from './test-environment';

const prefix = 'gong-timeline-test-';
const folders = { postgres: 'postgres', kafka: 'kafka' };

export async function startEmbedded(log: (line: string) => void): Promise<TestEnvironment> {
  const stack = await localStack();
  await sweep(stack, log);
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // Made for its owner only; run as root, PostgreSQL is another user, and it locks its own folder in there itself.
  chmodSync(folder, 0o755);
  const started = await Promise.allSettled([
    stack.startPostgres({ dataDir: join(folder, folders.postgres), durable: false }),
    stack.startKafka({
      dataDir: join(folder, folders.kafka),
      heapMb: 384,
      log: (line) => /Fetching/.test(line) && log(line),
    }),
  ]);
  const [postgres, kafka] = started;
  const stop = async () => {
    await Promise.all(started.map((server) => server.status === 'fulfilled' && server.value.stop()));
    await remove(stack, folder);
  };
  if (postgres.status === 'fulfilled' && kafka.status === 'fulfilled') {
    return { databaseUrl: postgres.value.url, brokers: kafka.value.brokers, kind: 'embedded', stop };
  }
  await stop();
  throw started.find((server) => server.status === 'rejected')?.reason;
}

/** A run that was killed could not clean up: its servers and folders go at the start of the next. */
async function sweep(stack: typeof LocalStack, log: (line: string) => void): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    if (isAlive(Number(name.slice(prefix.length).split('-')[0]))) continue;
    log(`Cleaning up after a test run that was killed: ${name}`);
    try {
      await remove(stack, join(tmpdir(), name));
    } catch (error) {
      // Another run that starts now is at it too; what both leave is found again the next time.
      if (!['stack.folder-in-use', 'ENOENT', 'ENOTEMPTY'].includes((error as { code?: string }).code ?? ''))
        throw error;
    }
  }
}

async function remove(stack: typeof LocalStack, folder: string): Promise<void> {
  for (const part of Object.values(folders)) await stack.wipe(join(folder, part));
  rmSync(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Jest loads its global set-up without the aliases it gives to specs. */
async function localStack(): Promise<typeof LocalStack> {
  return (await import(resolve(__dirname, '../../../../docker/local/src/index'))) as typeof LocalStack;
}
