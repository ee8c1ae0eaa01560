import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { AppName } from '@gong-timeline/domain';
import type { Finding } from '@gong-timeline/runtime';
import type { AppReading } from './read-app';

export interface AskedApp {
  readonly app: AppName;
  /** Null when its configuration is refused: the findings say why. */
  readonly reading: AppReading | null;
  readonly findings: readonly Finding[];
}

const TIMEOUT_MS = 60_000;
const EXIT_CONFIG = 78;

/** Starts the app's own reading of its variables, and nothing else of it. */
export const askApp = (root: string, app: AppName, env: Readonly<Record<string, string>>): Promise<AskedApp> =>
  new Promise((resolve) => {
    const args = [join(root, 'dist/tools/doctor/read-app.js'), join(root, 'dist/apps', app, 'src')];
    const options = { env: { PATH: process.env.PATH, ...env }, timeout: TIMEOUT_MS, maxBuffer: 8 * 1024 * 1024 };
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      const lines = stderr
        .trim()
        .split('\n')
        .filter((line) => line !== '');
      if (error !== null) return resolve({ app, reading: null, findings: refusals(app, error, lines) });
      const reading = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as AppReading;
      resolve({ app, reading, findings: [{ check: 'configuration', level: 'fine', what: app }, ...reading.findings] });
    });
  });

const refusals = (app: AppName, error: { code?: unknown }, lines: readonly string[]): Finding[] => {
  const isConfig = error.code === EXIT_CONFIG;
  const found = isConfig ? lines : [`${app}: ${lines.at(-1) ?? 'could not be examined'}`];
  return found.map((what) => ({
    check: 'configuration',
    level: 'wrong' as const,
    what,
    means: `${app} does not start with it`,
    todo: isConfig
      ? 'Correct the variable (.env.example says what each means) and start again'
      : 'Build (npm run build)',
  }));
};
