import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface SpawnOptions {
  /** All the process gets, with PATH, HOME and TMPDIR: nothing of the test run's own environment leaks in. */
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly cwd?: string;
}

export interface SpawnedNode {
  readonly pid: number;
  /** What it wrote to stdout and stderr so far. */
  readonly lines: readonly string[];
  /** The first line, past or to come, that matches. Fails when the process ends before, showing its last lines. */
  waitForLine(pattern: RegExp | string, options?: { timeoutMs?: number }): Promise<string>;
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Resolves once it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** SIGTERM; SIGKILL and an error when it is not gone within timeoutMs. */
  stop(options?: { timeoutMs?: number }): Promise<void>;
}

const living = new Set<ChildProcess>();

/** A process whose starter was killed ends by itself: jest gives a worker no time to clean up. */
const endWithParent = `data:text/javascript,${encodeURIComponent(
  `setInterval(() => process.ppid === ${process.pid} || process.kill(process.pid, "SIGKILL"), 200).unref();`,
)}`;

/** Hooks can be set while a spec file loads, not later. Outside jest (benchmarks) there are none. */
if (typeof afterAll === 'function') afterAll(stopAllSpawned);

export async function stopAllSpawned(): Promise<void> {
  await Promise.all(
    [...living].map(async (child) => {
      child.kill('SIGKILL');
      await once(child, 'close');
    }),
  );
}

/** Starts a built JavaScript file as a process of its own, for end-to-end tests. */
export async function spawnNode(file: string, { env = {}, args = [], cwd }: SpawnOptions = {}): Promise<SpawnedNode> {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, ['--import', endWithParent, file, ...args], {
    cwd,
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  living.add(child);
  const lines: string[] = [];
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      lines.push(line);
      for (const watcher of watchers) watcher();
    });
  }
  let ended: { code: number | null; signal: NodeJS.Signals | null } | undefined;
  const exited = new Promise<NonNullable<typeof ended>>((resolve) => {
    child.once('close', (code, signal) => {
      living.delete(child);
      resolve((ended = { code, signal }));
      for (const watcher of watchers) watcher();
    });
  });
  await once(child, 'spawn');
  const name = `${file} (process ${child.pid})`;
  const tail = () => `Its last lines:\n${lines.slice(-30).join('\n')}`;

  return {
    pid: child.pid as number,
    lines,
    exited,
    waitForLine: (pattern, { timeoutMs = 20_000 } = {}) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          clearTimeout(timer);
          watchers.delete(look);
          act();
        };
        const fail = (why: string) => settle(() => reject(new Error(`${name} ${why}. ${tail()}`)));
        const look = () => {
          const found = lines.find((line) =>
            typeof pattern === 'string' ? line.includes(pattern) : pattern.test(line),
          );
          if (found !== undefined) settle(() => resolve(found));
          else if (ended) fail(`ended (${ended.signal ?? ended.code}) without a line like ${pattern}`);
        };
        const timer = setTimeout(() => fail(`wrote no line like ${pattern} in ${timeoutMs} ms`), timeoutMs);
        watchers.add(look);
        look();
      }),
    kill: async (signal) => {
      child.kill(signal);
      await exited;
    },
    stop: async ({ timeoutMs = 20_000 } = {}) => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
      const { signal } = await exited;
      clearTimeout(timer);
      if (signal === 'SIGKILL') throw new Error(`${name} did not stop within ${timeoutMs} ms. ${tail()}`);
    },
  };
}
