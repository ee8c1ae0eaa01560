import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Who listens on a port, for the error message only: "process 123 (node)", or undefined where it can't be known. */
export function portHolder(port: number): string | undefined {
  return fromProc(port) ?? fromLsof(port);
}

function fromProc(port: number): string | undefined {
  const inodes = new Set([...listeningInodes('/proc/net/tcp', port), ...listeningInodes('/proc/net/tcp6', port)]);
  if (inodes.size === 0) return undefined;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (openSockets(pid).some((inode) => inodes.has(inode))) return describe(pid);
  }
  return 'another process (perhaps of another user)';
}

/** Columns of /proc/net/tcp: sl, local address:port in hex, remote, state (0A = listening), ..., inode as the tenth. */
function listeningInodes(table: string, port: number): string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return read(table)
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(`:${hex}`) && columns[3] === '0A')
    .map((columns) => columns[9] ?? '');
}

function openSockets(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map(
      (fd) => /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`))?.[1] ?? '',
    );
  } catch {
    return []; // another user's, or gone
  }
}

function describe(pid: string): string {
  return `process ${pid} (${read(`/proc/${pid}/comm`).trim()})`;
}

function fromLsof(port: number): string | undefined {
  try {
    const rows = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [, pid, name] = /^p(\d+)\nc(.*)$/m.exec(rows) ?? [];
    return pid && `process ${pid} (${name})`;
  } catch {
    return undefined; // no lsof here, or it may not look
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
