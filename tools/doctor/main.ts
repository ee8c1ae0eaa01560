import { parseArgs } from 'node:util';
import { findRoot } from '../stack/find-root';
import { loadDotEnv } from '../stack/settings';
import { examineInstallation } from './examine';
import { localInstallation, thisApp } from './installation';
import { renderFindings } from './render-findings';

/**
 * `npm run doctor [-- --json]`: what is wrong with the local stack, what it means, and what to do. With `--app <name>`, one
 * app by the variables of this process, as in its container. Ends with 1 when something is wrong. Changes nothing.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, app: { type: 'string' } } });
  const root = findRoot(__dirname);
  if (values.app === undefined) loadDotEnv(root);
  const at = values.app === undefined ? localInstallation(root, process.env) : thisApp(values.app, process.env);
  const findings = await examineInstallation(root, at);
  const lines = values.json ? [JSON.stringify({ findings }, null, 2)] : renderFindings(findings);
  process.stdout.write(`${lines.join('\n')}\n`);
  if (findings.some(({ level }) => level === 'wrong')) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`doctor: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
