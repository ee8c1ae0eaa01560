import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { APP_NAMES, type AppName } from '@gong-timeline/domain';
import { fromFiles } from '@gong-timeline/runtime';
import { Type } from '@sinclair/typebox';
import { appProcesses } from '../stack/apps';
import { loadSecrets } from '../stack/secrets';
import { grpcPortsOf, passedVariables, portsOf, readStackSettings } from '../stack/settings';

/** What is looked at: each app with its variables, and where things lie. */
export interface Installation {
  readonly apps: readonly { readonly app: AppName; readonly env: Readonly<Record<string, string>> }[];
  /** Where each app says that it is ready; none where only this process's app is looked at from inside. */
  readonly ready: readonly (readonly [app: string, url: string])[];
  readonly dataDir: string | null;
  readonly secretFiles: readonly (readonly [what: string, path: string])[];
  /** Of the local stack: an app that listens beyond loopback is a fault there. */
  readonly local: boolean;
}

const DATABASE = 'gong_timeline';

/** The local stack: its settings and its secrets, as `npm start` and `npm run stack` use them. */
export function localInstallation(root: string, env: NodeJS.ProcessEnv): Installation {
  const settings = readStackSettings(env);
  const dataDir = resolve(root, settings.DATA_DIR);
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file)) {
    throw new Error(
      `There is no local stack in ${dataDir}: start it once (npm start), or name another by DATA_DIR. In a container, add --app <name>.`,
    );
  }
  const ports = portsOf(settings);
  const operatorTokenFile = join(dataDir, 'operator-token');
  const processes = appProcesses(
    {
      databaseUrl: settings.DATABASE_URL ?? `postgres://postgres@127.0.0.1:${settings.POSTGRES_PORT}/${DATABASE}`,
      kafkaBrokers: settings.KAFKA_BROKERS ?? `127.0.0.1:${settings.KAFKA_PORT}`,
      host: settings.HOST,
      ports,
      grpcPorts: grpcPortsOf(settings),
      publicUrl: settings.PUBLIC_URL ?? `http://${settings.HOST}:${ports.gateway}`,
      operatorTokenFile,
      passed: passedVariables(env),
    },
    loadSecrets(file, env),
  );
  return {
    apps: processes.map(({ name, env: variables }) => ({ app: name, env: variables })),
    ready: processes.map(({ name, readyUrl }) => [name, readyUrl]),
    dataDir,
    secretFiles: [
      ['secrets of the local stack', file],
      ['operator token', operatorTokenFile],
    ],
    local: true,
  };
}

/** One app by the variables of this process: as in `docker compose exec gateway node dist/tools/doctor/main.js --app gateway`. */
export function thisApp(name: string, env: NodeJS.ProcessEnv): Installation {
  const app = APP_NAMES.find((each) => each === name);
  if (app === undefined) throw new Error(`--app is one of ${APP_NAMES.join(', ')}`);
  const variables = Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => !!entry[1]));
  return {
    apps: [{ app, env: variables }],
    ready: [[app, `http://127.0.0.1:${variables.PORT}/health/ready`]],
    dataDir: null,
    secretFiles: variables.OPERATOR_TOKEN_FILE ? [['operator token', variables.OPERATOR_TOKEN_FILE]] : [],
    local: false,
  };
}

/** With the passwords of files put in: what the app's own start would connect by. */
export const databaseUrlOf = (env: Readonly<Record<string, string>>): string =>
  fromFiles(Type.Object({ DATABASE_URL: Type.String() }), env).env.DATABASE_URL ?? '';
