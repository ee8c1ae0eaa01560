import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LogFile } from './log-file';

export interface ChildOptions {
  readonly name: string;
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly root: string;
  readonly logFile: string;
  readonly say: (line: string) => void;
  readonly nodeOptions?: readonly string[];
}

const STOP_WITHIN_MS = 12_000;
/** A process that dies again and again is started again ever more slowly, at most this often. */
const SLOWEST_RESTART_MS = 30_000;
/** sysexits EX_CONFIG: the service says its configuration is wrong; starting it again would say so again. */
const EXIT_CONFIG = 78;

/** One supervised process: kept running until it is told to stop. */
export class Child {
  private process: ChildProcess | null = null;
  private stopping = false;
  private restarts = 0;
  private startedAt = 0;
  private readonly log: LogFile;
  private lastLines: string[] = [];

  constructor(private readonly options: ChildOptions) {
    this.log = new LogFile(options.logFile);
  }

  get name(): string {
    return this.options.name;
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  /** Why it is not running and will not be; null while there is hope. */
  failure: string | null = null;

  start(): void {
    const { script, env, root, nodeOptions = [] } = this.options;
    this.startedAt = Date.now();
    // Detached: Ctrl-C in a terminal goes to the whole group, and the stop is this supervisor's to order.
    const child = spawn(
      process.execPath,
      [
        ...nodeOptions,
        '--enable-source-maps',
        '--require',
        join(root, 'dist/tools/stack/exit-with-parent.js'),
        join(root, script),
      ],
      {
        cwd: root,
        env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        detached: true,
      },
    );
    this.process = child;
    child.stdout?.on('data', (chunk: Buffer) => this.keep(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.keep(chunk));
    child.once('exit', (code, signal) => this.ended(child, code, signal));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.process;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return this.log.close();
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const inTime = await Promise.race([gone.then(() => true), pause(STOP_WITHIN_MS, false, { ref: false })]);
    if (!inTime) {
      this.options.say(`${this.name} did not stop within ${STOP_WITHIN_MS / 1000} s and was killed`);
      child.kill('SIGKILL');
      await gone;
    }
    this.log.close();
  }

  private keep(chunk: Buffer): void {
    this.log.write(chunk);
    this.lastLines = [...this.lastLines, ...chunk.toString('utf8').trimEnd().split('\n')].slice(-5);
  }

  private ended(child: ChildProcess, code: number | null, signal: NodeJS.Signals | null): void {
    if (this.process === child) this.process = null;
    if (this.stopping) return;
    const how = signal === null ? `ended with ${code}` : `was ended by ${signal}`;
    if (code === EXIT_CONFIG) {
      this.failure = `${this.name} refused its configuration: ${this.lastLines.join(' ')}`;
      return;
    }
    if (Date.now() - this.startedAt > 60_000) this.restarts = 0;
    const waitMs = Math.min(SLOWEST_RESTART_MS, 250 * 2 ** this.restarts++);
    this.options.say(`${this.name} ${how}; it is started again in ${waitMs / 1000} s (${this.options.logFile})`);
    setTimeout(() => !this.stopping && this.start(), waitMs).unref();
  }
}
