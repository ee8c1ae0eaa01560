import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import {
  CONFIG_EXIT_CODE,
  type Examine,
  type Finding,
  ServiceCredentials,
  type ServiceDefinition,
  StartError,
} from '@gong-timeline/runtime';

/** What an app says of itself, with the variables of this process. */
export interface AppReading {
  readonly schema: string;
  readonly migrations: readonly string[];
  readonly consumerGroup: string | null;
  readonly topics: readonly string[];
  readonly findings: readonly Finding[];
}

const requireApp = createRequire(__filename);

/** An app's own modules, loaded by their place in the build: a tool imports no app. */
type Module = { readonly service?: ServiceDefinition; readonly gateway?: (config: unknown) => ServiceDefinition };

/**
 * A process of its own for each app, given the app's folder in the build: its config.ts reads the environment once, and
 * ends the process with 78 when that is wrong.
 */
async function main(): Promise<void> {
  const folder = process.argv[2] ?? '';
  const load = <T>(file: string): T => requireApp(join(folder, file)) as T;
  const { config } = load<{ config: unknown }>('config.js');
  const modules = load<Module>(existsSync(join(folder, 'service.js')) ? 'service.js' : 'app.module.js');
  const service = modules.service ?? modules.gateway?.(config);
  if (service === undefined) throw new Error(`${folder} defines no service`);
  const examine = existsSync(join(folder, 'examine.js')) ? load<{ examine: Examine }>('examine.js').examine : null;
  const reading: AppReading = {
    schema: service.schema,
    migrations: service.migrations.map((migration) => new migration().name ?? migration.name),
    consumerGroup: service.consumerGroup ?? null,
    topics: [...new Set(service.subscriptions.map(({ event }) => event.topic))],
    findings: [...examineServiceKeys(service), ...((await examine?.()) ?? [])],
  };
  process.stdout.write(`\n${JSON.stringify(reading)}\n`);
}

function examineServiceKeys({ name, config }: ServiceDefinition): Finding[] {
  // Throws what the start would say.
  ServiceCredentials.of(name, config);
  return [{ check: 'keys', level: 'fine', what: `${name} signs with a key of its own` }];
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    // What only the start itself can tell of the variables is said as the rest of them is.
    const isConfig = error instanceof StartError;
    const app = isConfig ? `${basename(dirname(process.argv[2] ?? ''))}: ` : '';
    process.stderr.write(`${app}${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(isConfig ? CONFIG_EXIT_CODE : 1);
  },
);
