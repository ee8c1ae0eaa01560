import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { usageOf } from '../sync/process-usage';

const SAMPLE_MS = 50;

export interface Measured<T> {
  readonly result: T;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  /** The highest of each quarter of the time. */
  readonly quarterMb: readonly number[];
}

export const residentMb = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** Memory of a process every 50 ms, and its CPU time, while something goes on. */
export async function measure<T>(pid: number, work: () => Promise<T>): Promise<Measured<T>> {
  const samples: number[] = [residentMb(pid)];
  const timer = setInterval(() => samples.push(residentMb(pid)), SAMPLE_MS);
  const { cpuSeconds: before } = usageOf(pid);
  const began = performance.now();
  try {
    const result = await work();
    const seconds = (performance.now() - began) / 1000;
    samples.push(residentMb(pid));
    const part = samples.length / 4;
    return {
      result,
      seconds,
      cpuSeconds: usageOf(pid).cpuSeconds - before,
      peakMb: Math.max(...samples),
      quarterMb: [0, 1, 2, 3].map((nth) =>
        Math.max(...samples.slice(Math.floor(nth * part), Math.ceil((nth + 1) * part))),
      ),
    };
  } finally {
    clearInterval(timer);
  }
}

export const cpuSecondsOver = async (pid: number, ms: number): Promise<number> => {
  const before = usageOf(pid).cpuSeconds;
  await pause(ms);
  return usageOf(pid).cpuSeconds - before;
};
