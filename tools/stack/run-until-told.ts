import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { wipe } from '@gong-timeline/local-stack';

interface Stoppable {
  stop(): Promise<void>;
}

/**
 * Runs a start to its end and then waits for Ctrl-C or SIGTERM, whichever comes first; then stops all that was started.
 * An error is one line: what, and what to do. A second Ctrl-C ends at once.
 */
export async function runUntilTold(
  start: (say: (line: string) => void, told: AbortSignal) => Promise<Stoppable>,
): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const told = new AbortController();
  const onSignal = () => {
    if (told.signal.aborted) process.exit(130);
    say('Stopping; the data stays.');
    told.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  let stack: Stoppable | null = null;
  try {
    stack = await start(say, told.signal);
    if (!told.signal.aborted) {
      // A timer keeps the process alive: supervised children are not counted by the event loop once their pipes are idle.
      const alive = setInterval(() => undefined, 60_000);
      await new Promise<void>((done) => told.signal.addEventListener('abort', () => done(), { once: true }));
      clearInterval(alive);
    }
  } catch (error) {
    process.stderr.write(`gong-timeline: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await stack?.stop();
  }
  process.exit();
}

/** `--fresh`: all data, secrets, logs and files of the local stack are gone. Refuses while something runs on them. */
export async function wipeLocalData(root: string, dataDir: string): Promise<void> {
  const at = resolve(root, dataDir);
  await wipe(join(at, 'postgres'));
  await wipe(join(at, 'kafka'));
  for (const name of ['secrets.json', 'operator-token', 'demo.json', 'logs', 'exports']) {
    rmSync(join(at, name), { recursive: true, force: true });
  }
}
