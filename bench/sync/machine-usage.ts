import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** CPU seconds of the whole machine since it started, out of /proc/stat. Linux only. */
export interface MachineUsage {
  readonly busy: number;
  readonly idle: number;
  /** Taken by the host for other guests. */
  readonly stolen: number;
}

const TICKS_PER_SECOND = 100;

export function machineUsage(): MachineUsage {
  const [, ...ticks] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/);
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = ticks.map(Number);
  return {
    busy: (user + nice + system + irq + softirq) / TICKS_PER_SECOND,
    idle: (idle + iowait) / TICKS_PER_SECOND,
    stolen: steal / TICKS_PER_SECOND,
  };
}

/** What became of all cores between two readings, in words: a figure taken on a busy machine should say so. */
export function describeMachine(from: MachineUsage, to: MachineUsage, oursSeconds: number): string {
  const busy = to.busy - from.busy;
  const idle = to.idle - from.idle;
  const stolen = to.stolen - from.stolen;
  const all = busy + idle + stolen;
  const share = (seconds: number) => `${((Math.max(0, seconds) / all) * 100).toFixed(0)} %`;
  return `${availableParallelism()} cores: ${share(oursSeconds)} by what is measured, ${share(busy - oursSeconds)} by others, ${share(idle)} idle, ${share(stolen)} taken by the host`;
}
