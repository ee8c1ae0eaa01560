import { setTimeout as pause } from 'node:timers/promises';
import { type Connection, TimelineService } from '@gong-timeline/client';
import { usageOf } from '../sync/process-usage';
import { residentMb } from '../xlsx/watch-memory';
import type { BenchSystem } from './system';

const SAMPLE_MS = 50;
/** Flat: no later tenth needs more than so many times what the second one did; in the first, node widens its heap. */
const FLAT = 1.2;
const TENTHS = 10;
/** The slow reader takes so many a second, for so long. */
const SLOW = { perSecond: 500, seconds: 20 };

export interface Flatness {
  readonly name: string;
  /** The highest of each tenth of the Activities, in MB; of the slow reader, of each tenth of the time. */
  readonly tenthsMb: readonly number[];
  readonly flat: boolean;
  readonly cpuSeconds: number;
}

export interface Streamed {
  readonly seen: number;
  readonly seconds: number;
  readonly processes: readonly Flatness[];
}

/** All Activities as one stream; memory of reader, gateway and owner by tenths of them. */
export const streamAll = (system: BenchSystem, grpc: Connection, activities: number): Promise<Streamed> =>
  watched(system, (progress) => read(grpc, (seen) => progress(seen / activities), activities));

/** A reader who takes his time: what he has not taken yet must wait in the database, not in anybody's memory. */
export const streamSlowly = (system: BenchSystem, grpc: Connection): Promise<Streamed> => {
  const all = SLOW.perSecond * SLOW.seconds;
  return watched(system, (progress) => {
    const began = performance.now();
    return read(
      grpc,
      async (seen) => {
        progress(seen / all);
        const ahead = began + (seen / SLOW.perSecond) * 1_000 - performance.now();
        if (ahead > SAMPLE_MS) await pause(ahead);
      },
      all,
    );
  });
};

async function read(grpc: Connection, take: (seen: number) => unknown, most: number): Promise<number> {
  let seen = 0;
  for await (const _ of grpc.stream(TimelineService.streamActivities, { since: '', follow: false })) {
    seen += 1;
    const slow = take(seen);
    if (slow instanceof Promise) await slow;
    if (seen === most) break;
  }
  return seen;
}

async function watched(
  { pids }: BenchSystem,
  work: (progress: (share: number) => void) => Promise<number>,
): Promise<Streamed> {
  const processes = Object.entries({
    reader: process.pid,
    gateway: pids.gateway,
    'timeline-writer': pids['timeline-writer'],
  });
  const peaks = new Map(processes.map(([name]) => [name, new Array<number>(TENTHS).fill(0)]));
  let tenth = 0;
  const sample = () => {
    for (const [name, pid] of processes) {
      const of = peaks.get(name);
      if (of !== undefined) of[tenth] = Math.max(of[tenth] ?? 0, residentMb(pid));
    }
  };
  const cpu = () =>
    new Map(processes.map(([name, pid]) => [name, name === 'reader' ? own() : usageOf(pid).cpuSeconds]));
  const before = cpu();
  const timer = setInterval(sample, SAMPLE_MS);
  const began = performance.now();
  try {
    const seen = await work((share) => {
      const now = Math.min(TENTHS - 1, Math.floor(share * TENTHS));
      if (now === tenth) return;
      sample();
      tenth = now;
      sample();
    });
    const seconds = (performance.now() - began) / 1_000;
    const after = cpu();
    return {
      seen,
      seconds,
      processes: processes.map(([name]) => {
        const tenthsMb = peaks.get(name) ?? [];
        const [, second = 0, ...later] = tenthsMb;
        return {
          name,
          tenthsMb,
          flat: Math.max(...later) <= second * FLAT,
          cpuSeconds: (after.get(name) ?? 0) - (before.get(name) ?? 0),
        };
      }),
    };
  } finally {
    clearInterval(timer);
  }
}

const own = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

export function reportStreamed(title: string, { seen, seconds, processes }: Streamed): string {
  return [
    `${title}: ${seen.toLocaleString('en')} in ${seconds.toFixed(1)} s, ${Math.round(seen / seconds).toLocaleString('en')}/s`,
    ...processes.map(({ name, tenthsMb, flat, cpuSeconds }) => {
      const tenths = tenthsMb.map((mb) => mb.toFixed(0)).join(', ');
      return `  ${name.padEnd(15)} MB by tenth ${tenths} (aim: flat) ${flat ? 'yes' : 'NO'}; CPU ${cpuSeconds.toFixed(1)} s`;
    }),
    '',
  ].join('\n');
}
