import { readdirSync, readFileSync } from 'node:fs';

/** CPU and memory of a process and all its children (PostgreSQL is many), out of /proc. Linux only. */
export interface Usage {
  readonly cpuSeconds: number;
  /** Resident memory now, in MB; of PostgreSQL the shared buffers are counted once. */
  readonly residentMb: number;
}

const TICKS_PER_SECOND = 100;

export function usageOf(pid: number): Usage {
  let cpuTicks = 0;
  let residentKb = 0;
  for (const each of withChildren(pid)) {
    try {
      const stat = readFileSync(`/proc/${each}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // utime and stime; cutime and cstime hold what ended children used.
      cpuTicks +=
        Number(fields[11]) + Number(fields[12]) + (each === pid ? Number(fields[13]) + Number(fields[14]) : 0);
      const status = readFileSync(`/proc/${each}/status`, 'utf8');
      const kb = (name: string) => Number(status.match(new RegExp(`^${name}:\\s+(\\d+)`, 'm'))?.[1] ?? 0);
      residentKb += each === pid ? kb('VmRSS') : kb('RssAnon');
    } catch (error) {
      // A child that ended between the listing and the reading is counted by its parent.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' && (error as NodeJS.ErrnoException).code !== 'ESRCH')
        throw error;
    }
  }
  return { cpuSeconds: cpuTicks / TICKS_PER_SECOND, residentMb: residentKb / 1024 };
}

function withChildren(pid: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' && (error as NodeJS.ErrnoException).code !== 'ESRCH')
        throw error;
    }
  }
  const all: number[] = [];
  const queue = [pid];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    all.push(next);
    queue.push(...(parents.get(next) ?? []));
  }
  return all;
}
