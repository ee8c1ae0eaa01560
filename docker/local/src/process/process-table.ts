import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Slim container images have /proc and no `ps`, macOS has `ps` and no /proc. */
const hasProc = existsSync('/proc/self/stat');

/**
 * Which process a pid means, across reuse of the number and reboots; undefined when there is none.
 * A zombie counts as gone: it runs nothing, and in a container its parent may never reap it.
 */
export function processIdentity(pid: number): string | undefined {
  if (!hasProc) return identityFromPs(pid);
  const stat = readProc(`${pid}/stat`);
  // The command's name stands in parentheses and may itself hold spaces or parentheses.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (!fields || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return `${readProc('sys/kernel/random/boot_id')?.trim()}/${fields[19]}`;
}

export function isAlive(pid: number): boolean {
  return processIdentity(pid) !== undefined;
}

/** Pids of the processes whose command line holds each of these arguments, word for word. */
export function processesWithArguments(...wanted: string[]): number[] {
  return allCommandLines()
    .filter(({ holds }) => wanted.every(holds))
    .map(({ pid }) => pid);
}

/** Pids of the processes of this name that work in this folder. Known on Linux only, where we may look into them. */
export function processesWorkingIn(folder: string, name: string): number[] {
  return procPids().filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === folder && readProc(`${pid}/comm`)?.trim() === name && isAlive(pid);
    } catch {
      return false; // ended meanwhile, or another user's
    }
  });
}

function allCommandLines(): { pid: number; holds: (argument: string) => boolean }[] {
  if (hasProc) {
    return procPids().map((pid) => {
      const line = new Set(readProc(`${pid}/cmdline`)?.split('\0'));
      return { pid, holds: (argument) => line.has(argument) };
    });
  }
  return ps('-axo', 'pid=,command=')
    .split('\n')
    .map((row) => /^\s*(\d+)\s+(.*)$/.exec(row))
    .filter((match) => match !== null)
    .map(([, pid, line]) => ({ pid: Number(pid), holds: (argument) => ` ${line} `.includes(` ${argument} `) }));
}

function identityFromPs(pid: number): string | undefined {
  const row = ps('-o', 'stat=,lstart=', '-p', String(pid)).trim();
  return row === '' || row.startsWith('Z') ? undefined : row.replace(/^\S+\s+/, '');
}

function ps(...args: string[]): string {
  try {
    return execFileSync('ps', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, LC_ALL: 'C' },
    });
  } catch (error) {
    // ps ends with 1 when no process matches.
    if ((error as { status?: number }).status === 1) return '';
    throw error;
  }
}

function procPids(): number[] {
  if (!hasProc) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return undefined; // the process ended between the listing and the reading
  }
}
