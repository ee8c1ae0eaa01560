import { runDemo } from '@gong-timeline/tools';
import { type System, startSystem } from '../system';

export interface DemoSystem {
  readonly publicUrl: string;
  readonly simulatorUrl: string;
  readonly operatorTokenFile: string;
  readonly dataDir: string;
  /** For specs, which wait until nothing is under way. */
  readonly stack: { readonly servers: { readonly databaseUrl: string; readonly kafkaBrokers: string } };
  readonly email: string;
  readonly password: string;
}

/** As `npm start` has it: several pages of calls over a quarter, with every odd thing that calls come with. */
const COMPANIES = 'acme:420:90d';

/** The whole system on ports of its own, with the demo tenant and its first sync. */
export const startDemo = async (told: AbortSignal): Promise<{ readonly system: System; readonly demo: DemoSystem }> => {
  const system = await startSystem({ companies: COMPANIES });
  const { simulatorUrl } = system;
  const { publicUrl, operatorTokenFile, dataDir, servers } = system.stack;
  const stack = { servers: { databaseUrl: servers.databaseUrl, kafkaBrokers: servers.kafkaBrokers } };
  const said: string[] = [];
  try {
    const say = (line: string) => void said.push(line);
    // One slot a day, at midnight UTC: of the usual six one would begin in the middle of a spec far more often.
    await runDemo({ publicUrl, simulatorUrl, dataDir, operatorTokenFile, say, told, intervalHours: 24 });
  } catch (error) {
    await system.stop();
    throw error;
  }
  // As a person reads it off the terminal.
  const [, email = '', password = ''] = /^Sign-in\s+(\S+), password (\S+)/m.exec(said.join('\n')) ?? [];
  return { system, demo: { publicUrl, simulatorUrl, operatorTokenFile, dataDir, stack, email, password } };
};
