import { runDemo } from '@gong-timeline/tools';
import { startSystem } from '../system';

/**
 * `npm run console:demo`: the whole system on ports of its own, with the demo tenant and its first sync. Prints one line
 * of JSON that says where it is and how to sign in, then runs until it is told to stop.
 */
export interface DemoSystem {
  readonly publicUrl: string;
  readonly simulatorUrl: string;
  readonly operatorTokenFile: string;
  readonly dataDir: string;
  readonly email: string;
  readonly password: string;
}

/** As `npm start` has it: several pages of calls over a quarter, with every odd thing that calls come with. */
const COMPANIES = 'acme:420:90d';

const main = async (): Promise<void> => {
  const told = new AbortController();
  const system = await startSystem({ companies: COMPANIES });
  const stop = async (): Promise<void> => {
    told.abort();
    await system.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  const { publicUrl, operatorTokenFile, dataDir } = system.stack;
  const said: string[] = [];
  try {
    await runDemo({
      publicUrl,
      simulatorUrl: system.simulatorUrl,
      dataDir,
      operatorTokenFile,
      say: (line) => said.push(line),
      told: told.signal,
    });
  } catch (error) {
    await system.stop();
    throw error;
  }
  // As a person reads it off the terminal.
  const [, email = '', password = ''] = /^Sign-in\s+(\S+), password (\S+)/m.exec(said.join('\n')) ?? [];
  const { simulatorUrl } = system;
  const demo: DemoSystem = { publicUrl, simulatorUrl, operatorTokenFile, dataDir, email, password };
  process.stdout.write(`${JSON.stringify(demo)}\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`console:demo: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
