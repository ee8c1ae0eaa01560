import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Java } from './find-java';

/**
 * Kafka's classes as the JVM lays them out in memory (class data sharing), kept beside the jars: with it a broker starts
 * in half the CPU time. The first broker that is stopped in order writes it; the JVM leaves aside one that does not fit.
 */
export interface ClassArchive {
  /** Flags for a JVM that reads it, where there is one. */
  readonly reading: readonly string[];
  /** Flags for the broker, which writes it where there is none. */
  readonly running: readonly string[];
  /** To be called when the broker has ended in order. */
  keep(): void;
}

export function classArchive(java: Java, jars: string, dataDir: string): ClassArchive {
  const file = `${jars}.${createHash('sha256').update(java.build).digest('hex').slice(0, 8)}.jsa`;
  const reading = existsSync(file) ? [`-XX:SharedArchiveFile=${file}`] : [];
  if (reading.length > 0) return { reading, running: reading, keep: () => undefined };
  const draft = join(dataDir, 'classes.jsa');
  rmSync(draft, { force: true });
  return {
    reading,
    running: [`-XX:ArchiveClassesAtExit=${draft}`],
    keep: () => {
      if (!existsSync(draft)) return;
      const part = `${file}.${process.pid}.part`;
      copyFileSync(draft, part);
      renameSync(part, file);
      rmSync(draft);
    },
  };
}
