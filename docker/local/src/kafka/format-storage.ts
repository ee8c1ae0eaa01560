import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StackError } from '../stack-error';
import type { Java } from './find-java';
import { asProperties, kafkaSettings } from './kafka-settings';

const run = promisify(execFile);

/** Formats under another name and renames once whole: a format that was cut never looks like a broker's data. */
export async function formatStorage(what: {
  java: Java;
  /** Flags of the JVM. */
  flags: readonly string[];
  classPath: string;
  dataDir: string;
  logDir: string;
}): Promise<void> {
  const { java, flags, classPath, dataDir, logDir } = what;
  if (existsSync(logDir)) return;
  const draft = `${logDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  const properties = join(dataDir, 'format.properties');
  writeFileSync(properties, asProperties(kafkaSettings({ port: 9092, controllerPort: 9093, logDir: draft })));
  const tool = ['-XX:TieredStopAtLevel=1', ...flags, '-cp', classPath, 'kafka.tools.StorageTool'];
  try {
    await run(java.command, [...tool, 'format', '-t', clusterId(), '-c', properties]);
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim().split('\n')[0] || String(error).split('\n')[0];
    throw new StackError('stack.kafka-format', `Kafka could not make its data folder ${logDir}: ${reason}`);
  }
  rmSync(properties);
  renameSync(draft, logDir);
}

/** 16 bytes in Kafka's own notation; one that begins with a dash would be read as an option. */
function clusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}
