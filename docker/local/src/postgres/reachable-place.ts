import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Account } from '../process/server-process';
import { StackError } from '../stack-error';

/** Both survive a reboot, which the data must; /tmp does not. */
const elsewhere = ['/var/lib/gong-timeline', '/var/tmp/gong-timeline'];

/**
 * Where the database's files really lie: in the data folder, unless the account PostgreSQL runs as cannot enter it
 * (a clone under /root). The choice is written down, so that the data is found again whatever changes around it.
 */
export function clusterPlace(dataDir: string, account: Account): { place: string; moved: boolean } {
  const note = join(dataDir, 'moved-to');
  if (existsSync(note)) return { place: makePlace(readFileSync(note, 'utf8').trim()), moved: true };
  if (canEnter(dataDir, account)) return { place: realpathSync(dataDir), moved: false };
  const name = `${basename(dataDir)}-${createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12)}`;
  const place = join(reachableRoot(account), name);
  writeFileSync(note, `${place}\n`);
  return { place: makePlace(place), moved: true };
}

export function movedPlace(dataDir: string): string | undefined {
  const note = join(dataDir, 'moved-to');
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined;
}

export function reachableRoot(account: Account): string {
  for (const root of elsewhere) {
    try {
      makePlace(root);
    } catch (error) {
      if (['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) continue;
      throw error;
    }
    if (canEnter(root, account)) return root;
  }
  throw new StackError(
    'stack.no-place',
    `PostgreSQL runs as user ${account.uid} and can enter neither this folder nor ${elsewhere.join(' or ')}: move the clone to a folder others may enter.`,
  );
}

function canEnter(folder: string, account: Account): boolean {
  if (account.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

function makePlace(folder: string): string {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  return folder;
}
