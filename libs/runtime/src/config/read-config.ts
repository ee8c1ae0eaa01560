import type { Static, TObject } from '@sinclair/typebox';
import { type Environment, parseConfig } from './parse-config';

/** EX_CONFIG of sysexits.h: the process is configured wrongly, a restart does not help. */
export const CONFIG_EXIT_CODE = 78;

/**
 * For an app's config.ts, the only reader of the environment. Ends the process when a variable is wrong: nothing may
 * start half configured.
 */
export const readConfig = <S extends TObject>(options: {
  readonly app: string;
  readonly env: Environment;
  readonly schema: S;
}): Readonly<Static<S>> => {
  const parsed = parseConfig(options.schema, options.env);
  if (parsed.ok) return parsed.config;
  for (const problem of parsed.problems) process.stderr.write(`${options.app}: ${problem}\n`);
  return process.exit(CONFIG_EXIT_CODE);
};
