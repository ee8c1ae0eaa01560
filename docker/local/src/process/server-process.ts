import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { StackError } from '../stack-error';
import { poll } from './poll';
import { isAlive } from './process-table';

export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** Signals to stop a server with, each given its time before the next. */
export type StopSteps = readonly { readonly signal: NodeJS.Signals; readonly waitMs: number }[];

export interface ServerProcess {
  readonly pid: number;
  readonly port: number;
  /** How it ended, in words; undefined while it runs. */
  ended(): string | undefined;
  readonly exited: Promise<string>;
  stop(): Promise<void>;
}

interface ServerCommand {
  readonly file: string;
  readonly args: string[];
  readonly env: NodeJS.ProcessEnv;
  readonly account: Account;
  readonly port: number;
  /** Written anew at each start; a file and not a pipe, so that the server outlives a killed parent in order. */
  readonly outputFile: string;
  readonly stopSteps: StopSteps;
}

const living = new Map<number, NodeJS.Signals>();

/** The last resort of a parent that ends without stop(). */
process.on('exit', () => {
  for (const [pid, signal] of living) trySignal(pid, signal);
});

/** Starts a server in a session of its own: Ctrl-C in the terminal must reach us, not the database under our feet. */
export async function runServer(command: ServerCommand): Promise<ServerProcess> {
  const output = openSync(command.outputFile, 'w');
  const child = spawn(command.file, command.args, {
    ...command.account,
    cwd: '/',
    env: command.env,
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  let ended: string | undefined;
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve((ended = signal ?? `exit code ${code}`)));
  });
  await once(child, 'spawn');
  const pid = child.pid as number;
  living.set(pid, command.stopSteps[0]?.signal ?? 'SIGTERM');
  void exited.then(() => living.delete(pid));
  return {
    pid,
    port: command.port,
    ended: () => ended,
    exited,
    stop: async () => {
      if (ended === undefined) await stopProcess(pid, command.stopSteps);
      await exited;
    },
  };
}

/** Stops any process by its pid, ours or an orphan. */
export async function stopProcess(pid: number, steps: StopSteps): Promise<void> {
  for (const { signal, waitMs } of steps) {
    trySignal(pid, signal);
    if (await poll(() => !isAlive(pid), { timeoutMs: waitMs })) return;
  }
  throw new StackError('stack.not-stopped', `Process ${pid} does not stop: end it by hand (kill -9 ${pid}).`);
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
