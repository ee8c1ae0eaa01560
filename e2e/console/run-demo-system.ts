import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { findRoot } from '@gong-timeline/tools';
import type { DemoSystem } from './start-demo';

export interface RunningDemo {
  readonly demo: DemoSystem;
  stop(): Promise<void>;
}

/** A system in a process of its own; the one that CONSOLE_DEMO describes (the line that console:demo prints), when set. */
export const runDemoSystem = async (): Promise<RunningDemo> => {
  const known = process.env['CONSOLE_DEMO'];
  if (known !== undefined && known !== '')
    return { demo: JSON.parse(known) as DemoSystem, stop: async () => undefined };
  const dist = join(findRoot(__dirname), 'dist');
  // A suite that is killed has no time to stop it: its channel to us ends it then.
  const endsWithUs = ['--require', join(dist, 'tools', 'stack', 'exit-with-parent.js')];
  const child = spawn(process.execPath, [...endsWithUs, join(dist, 'e2e', 'console', 'demo-system.js')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout as Readable }))
    return { demo: JSON.parse(line) as DemoSystem, stop };
  throw new Error('The demo system ended before it was ready; it says why above.');
};
