import { join } from 'node:path';
import { Child } from '../stack/child';
import type { StackSettings } from '../stack/settings';
import { waitUntilReady } from '../stack/wait-until-ready';

const CLIENT = { id: 'gong-timeline-local', secret: 'of-the-simulator-only' };
/** Some hundreds of calls over a quarter: several pages, and every odd thing that calls come with. */
const COMPANIES = 'acme:420:90d';

const urlOf = ({ HOST, SIMULATOR_PORT }: StackSettings) => `http://${HOST}:${SIMULATOR_PORT}`;

/** What points the services at the simulator in place of Gong. */
export const simulatorVariables = (settings: StackSettings): Record<string, string> => ({
  GONG_AUTHORIZE_URL: `${urlOf(settings)}/oauth2/authorize`,
  GONG_TOKEN_URL: `${urlOf(settings)}/oauth2/generate-customer-token`,
  GONG_API_URL: urlOf(settings),
  GONG_CLIENT_ID: CLIENT.id,
  GONG_CLIENT_SECRET: CLIENT.secret,
  ALLOWED_PRIVATE_HOSTS: `${settings.HOST}:${settings.SIMULATOR_PORT}`,
});

class SimulatorChild extends Child {
  constructor(
    readonly url: string,
    options: ConstructorParameters<typeof Child>[0],
  ) {
    super(options);
  }

  async startAndWait(): Promise<void> {
    this.start();
    await waitUntilReady(this, `${this.url}/simulator/health`);
  }
}

export function simulatorChild(
  root: string,
  settings: StackSettings,
  dataDir: string,
  say: (line: string) => void,
  env: Record<string, string> = {},
): SimulatorChild {
  return new SimulatorChild(urlOf(settings), {
    name: 'gong-simulator',
    script: 'dist/apps/gong-simulator/src/main.js',
    root,
    say,
    logFile: join(dataDir, 'logs', 'gong-simulator.log'),
    env: {
      SIMULATOR_HOST: settings.HOST,
      SIMULATOR_PORT: String(settings.SIMULATOR_PORT),
      SIMULATOR_COMPANIES: COMPANIES,
      SIMULATOR_CLIENT_ID: CLIENT.id,
      SIMULATOR_CLIENT_SECRET: CLIENT.secret,
      ...env,
    },
  });
}
