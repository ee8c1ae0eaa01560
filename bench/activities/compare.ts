import { type MachineUsage, machineUsage } from '../sync/machine-usage';
import { usageOf } from '../sync/process-usage';
import { quantile, type Seen } from './callers';
import type { Surface } from './surfaces';

/** One surface, over all its turns. */
export interface Measured {
  readonly name: Surface['name'];
  /** Median of its turns. */
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  /** Milliseconds of CPU for one page, of each process. */
  readonly cpuMs: ReadonlyMap<string, number>;
}

export interface Compared {
  readonly surfaces: readonly Measured[];
  readonly machine: { readonly from: MachineUsage; readonly to: MachineUsage; readonly oursSeconds: number };
}

interface Turn extends Seen {
  readonly cpuSeconds: ReadonlyMap<string, number>;
}

/** All surfaces in turn, round by round, so that what else the machine does meets all of them. */
export async function compare(
  surfaces: readonly Surface[],
  pids: Readonly<Record<string, number>>,
  rounds: number,
  drive: (surface: Surface) => Promise<Seen>,
): Promise<Compared> {
  const processes = new Map([['client', process.pid], ...Object.entries(pids)]);
  const from = machineUsage();
  const turns = new Map<Surface, Turn[]>(surfaces.map((surface) => [surface, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const surface of surfaces) {
      const before = cpuOf(processes);
      const seen = await drive(surface);
      const cpuSeconds = new Map([...cpuOf(processes)].map(([name, now]) => [name, now - (before.get(name) ?? 0)]));
      turns.get(surface)?.push({ ...seen, cpuSeconds });
    }
  }
  const all = [...turns.values()].flat();
  const oursSeconds = all.flatMap(({ cpuSeconds }) => [...cpuSeconds.values()]).reduce((sum, each) => sum + each, 0);
  return {
    surfaces: surfaces.map(({ name }, nth) => ({ name, ...inOne([...turns.values()][nth] ?? []) })),
    machine: { from, to: machineUsage(), oursSeconds },
  };
}

/** Of PostgreSQL its children are what works. */
const cpuOf = (processes: ReadonlyMap<string, number>): Map<string, number> =>
  new Map(
    [...processes].map(([name, pid]) => {
      if (name !== 'client') return [name, usageOf(pid).cpuSeconds];
      // The services and servers are children of this process, and counted by themselves.
      const { user, system } = process.cpuUsage();
      return [name, (user + system) / 1e6];
    }),
  );

function inOne(turns: readonly Turn[]): Omit<Measured, 'name'> {
  const times = turns.flatMap((turn) => turn.times);
  const rates = turns.map((turn) => turn.times.length / turn.seconds);
  const names = [...(turns[0]?.cpuSeconds.keys() ?? [])];
  const cpuMs = names.map((name): [string, number] => [
    name,
    (turns.reduce((sum, turn) => sum + (turn.cpuSeconds.get(name) ?? 0), 0) / times.length) * 1_000,
  ]);
  return {
    perSecond: quantile(rates, 0.5),
    p50Ms: quantile(times, 0.5),
    p90Ms: quantile(times, 0.9),
    p99Ms: quantile(times, 0.99),
    cpuMs: new Map(cpuMs),
  };
}
