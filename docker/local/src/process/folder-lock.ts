import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackError } from '../stack-error';
import { poll } from './poll';
import { processIdentity } from './process-table';

/**
 * One holder per folder, also across kill -9 and two takeovers at the same moment. The lock is the file
 * `lock.<n>` with the highest n; a dead or released holder is followed by n + 1, created exclusively. Numbers never
 * go down, so a slow taker that created a lower one finds the higher and steps back.
 */
export interface FolderLock {
  /** May be called twice, and after the folder is gone. */
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly identity: string | null;
}

/** Waits for a living holder up to waitMs: one that is just stopping, or (jars) one that fetches what we want too. */
export async function lockFolder(folder: string, { waitMs = 1000 } = {}): Promise<FolderLock> {
  let lock: FolderLock | number = 0;
  try {
    mkdirSync(folder, { recursive: true });
    await poll(() => typeof (lock = tryLock(folder)) === 'object', { timeoutMs: waitMs, intervalMs: 50 });
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw new StackError(
      'stack.folder-not-writable',
      `${folder} cannot be written by this user: start as the user who made it, or remove it.`,
      { cause: error },
    );
  }
  if (typeof lock === 'object') return lock;
  throw new StackError('stack.folder-in-use', `${folder} is in use by process ${lock}: stop that one first.`);
}

function tryLock(folder: string): FolderLock | number {
  const newest = newestNumber(folder);
  const holder = newest > 0 ? readHolder(fileOf(folder, newest)) : undefined;
  if (holder && holder.identity !== null && processIdentity(holder.pid) === holder.identity) return holder.pid;

  const number = newest + 1;
  if (!createWhole(fileOf(folder, number))) return process.pid;
  if (newestNumber(folder) !== number) {
    rmSync(fileOf(folder, number), { force: true });
    return process.pid;
  }
  for (const older of numbers(folder).filter((n) => n < number)) rmSync(fileOf(folder, older), { force: true });
  return { release: () => existsSync(fileOf(folder, number)) && writeFileSync(fileOf(folder, number), content(null)) };
}

/** A link appears with its content or not at all, and fails when the name exists. */
function createWhole(file: string): boolean {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, content(processIdentity(process.pid) ?? null));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

const content = (identity: string | null) => JSON.stringify({ pid: process.pid, identity } satisfies Holder);
const fileOf = (folder: string, number: number) => join(folder, `lock.${number}`);
const newestNumber = (folder: string) => Math.max(0, ...numbers(folder));

function numbers(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => /^lock\.\d+$/.test(name))
    .map((name) => Number(name.slice('lock.'.length)));
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    // Gone: a newer one follows. Cut short: the machine went down while it was written, so its holder is gone too.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
