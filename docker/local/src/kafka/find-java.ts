import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { StackError } from '../stack-error';

/** Kafka 4 brokers need it. */
const oldestJava = 17;

export interface Java {
  readonly command: string;
  /** All that `java -version` says: the same text means the same build. */
  readonly build: string;
}

/** JAVA_HOME first, as Maven does, then the PATH. */
export function findJava(): Java {
  const home = process.env.JAVA_HOME;
  const command = home ? join(home, 'bin', 'java') : 'java';
  const { status, stderr, error } = spawnSync(command, ['-version'], { encoding: 'utf8', env: process.env });
  if (error || status !== 0) {
    const where = home ? ` at JAVA_HOME (${home})` : '';
    throw new StackError(
      'stack.java-missing',
      `No Java${where}: install Java ${oldestJava} or later, or name brokers with KAFKA_BROKERS.`,
    );
  }
  // "17.0.15", "21", "1.8.0_412", after one or two lines that JAVA_TOOL_OPTIONS may put before.
  const version = /version "(?:1\.)?(\d+)/.exec(stderr)?.[1];
  if (Number(version) >= oldestJava) return { command, build: stderr };
  throw new StackError(
    'stack.java-too-old',
    `Java ${version ?? '(unknown version)'} is too old for Kafka: install Java ${oldestJava} or later, or set JAVA_HOME to it.`,
  );
}
