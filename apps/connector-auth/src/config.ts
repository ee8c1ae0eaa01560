import { CONFIG_EXIT_CODE, readConfig } from '@gong-timeline/runtime';
import { readSettings } from './settings';
import { variables } from './variables';

export const config = readConfig({ app: 'connector-auth', env: process.env, schema: variables });

/** Nothing is stored that could not be sealed: without proper keys the process does not begin. */
const reading = readSettings(config);
if ('problem' in reading) {
  process.stderr.write(`connector-auth: ${reading.problem}\n`);
  process.exit(CONFIG_EXIT_CODE);
}
