import { startDemo } from './start-demo';

/**
 * `npm run console:demo`: the whole system on ports of its own, with the demo tenant and its first sync. Prints one line
 * of JSON that says where it is and how to sign in, then runs until it is told to stop.
 */
const main = async (): Promise<void> => {
  const told = new AbortController();
  const starting = startDemo(told.signal);
  const stop = async (): Promise<void> => {
    told.abort();
    // What did not get as far has stopped what it had started.
    const [started] = await Promise.allSettled([starting]);
    if (started.status === 'fulfilled') await started.value.system.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  process.stdout.write(`${JSON.stringify((await starting).demo)}\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`console:demo: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
