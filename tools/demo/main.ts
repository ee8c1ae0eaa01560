import { join, resolve } from 'node:path';
import { findRoot } from '../stack/find-root';
import { loadDotEnv, portsOf, readStackSettings } from '../stack/settings';
import { runDemo } from './run-demo';

/** `npm run demo`: the demo tenant and its sync against a stack and a simulator that run already. */
const root = findRoot(__dirname);
loadDotEnv(root);
const settings = readStackSettings(process.env);
const dataDir = resolve(root, settings.DATA_DIR);

runDemo({
  publicUrl: settings.PUBLIC_URL ?? `http://${settings.HOST}:${portsOf(settings).gateway}`,
  simulatorUrl: `http://${settings.HOST}:${settings.SIMULATOR_PORT}`,
  dataDir,
  operatorTokenFile: join(dataDir, 'operator-token'),
  say: (line) => process.stdout.write(`${line}\n`),
  told: new AbortController().signal,
}).catch((error: unknown) => {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
