import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from '../process/folder-lock';
import { StackError } from '../stack-error';
import { repoFile } from './repo-file';

/** Someone else may be fetching the same jars over a slow line. */
const waitForOtherMs = 600_000;

/**
 * The folder of Kafka's jars, fetched by Maven when it is not there. Named by version and by what pom.xml says; a
 * folder of that name is always whole, for a download is renamed to it at its end.
 */
export async function kafkaJars(cacheDir: string, log: (line: string) => void): Promise<string> {
  const pom = repoFile('docker', 'local', 'kafka', 'pom.xml');
  const text = readFileSync(pom, 'utf8');
  const version = /<kafka\.version>(.+)<\/kafka\.version>/.exec(text)?.[1];
  const target = join(cacheDir, `${version}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`);
  if (existsSync(target)) return target;

  mkdirSync(cacheDir, { recursive: true });
  const lock = await lockFolder(cacheDir, { waitMs: waitForOtherMs });
  try {
    if (existsSync(target)) return target;
    for (const cut of readdirSync(cacheDir).filter((name) => name.endsWith('.part'))) {
      rmSync(join(cacheDir, cut), { recursive: true });
    }
    log(`Fetching Apache Kafka ${version} by Maven (43 MB, once)`);
    const draft = `${target}.part`;
    await copyDependencies(pom, draft);
    renameSync(draft, target);
    return target;
  } finally {
    lock.release();
  }
}

async function copyDependencies(pom: string, outputDir: string): Promise<void> {
  const args = ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${outputDir}`];
  // The terminal's Ctrl-C reaches Maven too, which is right: the folder is fetched again the next time.
  const maven = spawn('mvn', args, { env: process.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [maven.stdout, maven.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const ended = await new Promise<number | string>((resolve) => {
    maven.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    maven.once('close', (code, signal) => resolve(signal ?? code ?? 'unknown'));
  });
  if (ended === 0) return;
  if (ended === 'ENOENT') {
    throw new StackError(
      'stack.maven-missing',
      'No Maven (mvn), which fetches Kafka once: install Maven 3.6 or later, or name brokers with KAFKA_BROKERS.',
    );
  }
  const reason = /^\[ERROR\] (.*)$/m.exec(output)?.[1] ?? output.trim().split('\n').at(-1);
  throw new StackError('stack.kafka-download', `Maven could not fetch Kafka (${ended}): ${reason}. Then start again.`);
}
