import type { Static, TObject } from '@sinclair/typebox';
import { fromFiles } from './from-files';
import { type Environment, parseConfig } from './parse-config';
import { unsafeSettings } from './unsafe-settings';

/** EX_CONFIG of sysexits.h: the process is configured wrongly, a restart does not help. */
export const CONFIG_EXIT_CODE = 78;

/** What an app's start looks at, in this order: files of secrets, each variable, what is unsafe together. */
export const checkConfig = <S extends TObject>(
  schema: S,
  env: Environment,
): { readonly config: Readonly<Static<S>> } | { readonly problems: readonly string[] } => {
  const { env: full, problems } = fromFiles(schema, env);
  if (problems.length > 0) return { problems };
  const parsed = parseConfig(schema, full);
  if (!parsed.ok) return { problems: parsed.problems };
  const unsafe = unsafeSettings(parsed.config as Readonly<Record<string, unknown>>);
  return unsafe.length > 0 ? { problems: unsafe } : { config: parsed.config };
};

/**
 * For an app's config.ts, the only reader of the environment. Ends the process when a variable is wrong: nothing may
 * start half configured.
 */
export const readConfig = <S extends TObject>(options: {
  readonly app: string;
  readonly env: Environment;
  readonly schema: S;
}): Readonly<Static<S>> => {
  const checked = checkConfig(options.schema, options.env);
  if ('config' in checked) return checked.config;
  for (const problem of checked.problems) process.stderr.write(`${options.app}: ${problem}\n`);
  return process.exit(CONFIG_EXIT_CODE);
};
