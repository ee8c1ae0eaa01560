import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import type { Account } from '../process/server-process';
import { StackError } from '../stack-error';

/**
 * PostgreSQL refuses to run as root. Started by root, it runs as whoever owns the data already, else as `postgres`
 * where that user exists, else as `nobody`, which exists everywhere: no user is added to the machine.
 */
export function postgresAccount(clusterDir: string): Account {
  if (process.getuid?.() !== 0) return {};
  if (existsSync(clusterDir)) {
    const { uid, gid } = statSync(clusterDir);
    if (uid !== 0) return { uid, gid };
  }
  const account = accountOf('postgres') ?? accountOf('nobody');
  if (account) return account;
  throw new StackError(
    'stack.postgres-account',
    'PostgreSQL cannot run as root and there is no user postgres or nobody: add one, or start as another user.',
  );
}

function accountOf(user: string): Account | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined; // id ends with 1: no such user
  }
}
