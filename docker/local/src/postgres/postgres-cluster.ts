import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from '../process/server-process';
import { StackError } from '../stack-error';
import type { PostgresBinaries } from './postgres-binaries';

export interface Cluster {
  readonly dataDir: string;
  readonly logDir: string;
  readonly password: string;
}

/** Made in a folder of another name and renamed once whole: an initdb that was cut never looks like a database. */
export function openCluster(place: string, binaries: PostgresBinaries, account: Account, durable: boolean): Cluster {
  const dataDir = join(place, 'cluster');
  const logDir = join(place, 'log');
  const passwordFile = join(place, 'superuser-password');
  mkdirSync(logDir, { recursive: true });
  give(logDir, account);
  if (!existsSync(dataDir)) {
    writeFileSync(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    give(passwordFile, account);
    createCluster({ dataDir, passwordFile, binaries, account, durable });
  }
  assertVersion(dataDir, binaries);
  return { dataDir, logDir, password: readFileSync(passwordFile, 'utf8').trim() };
}

function createCluster(making: {
  dataDir: string;
  passwordFile: string;
  binaries: PostgresBinaries;
  account: Account;
  durable: boolean;
}): void {
  const draft = `${making.dataDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  give(draft, making.account);
  const { status, stderr, error } = spawnSync(
    making.binaries.initdb,
    [
      ...['--pgdata', draft, '--username', 'postgres', '--pwfile', making.passwordFile, '--auth', 'scram-sha-256'],
      // Byte order for indexes, yet lower() and upper() that know every letter, whatever the machine has installed.
      ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      ...['--no-instructions', ...(making.durable ? [] : ['--no-sync'])],
    ],
    { ...making.account, cwd: '/', encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } },
  );
  if (status !== 0) {
    const reason = error?.message ?? stderr.trim().split('\n').at(-1);
    throw new StackError(
      'stack.postgres-init',
      `PostgreSQL could not make its data folder ${making.dataDir}: ${reason}`,
    );
  }
  renameSync(draft, making.dataDir);
}

function assertVersion(dataDir: string, { postgres }: PostgresBinaries): void {
  const ofData = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  const ofServer = spawnSync(postgres, ['--version'], { cwd: '/', encoding: 'utf8' }).stdout.match(
    /(\d+)(\.|\s*$)/,
  )?.[1];
  if (ofData === ofServer) return;
  throw new StackError(
    'stack.postgres-version',
    `${dataDir} was made by PostgreSQL ${ofData} and this is ${ofServer}: start afresh (--fresh) or go back to that version.`,
  );
}

function give(path: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}
