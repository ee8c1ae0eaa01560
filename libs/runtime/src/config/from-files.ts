import type { TObject } from '@sinclair/typebox';
import type { Environment } from './parse-config';
import { readSecretFile } from './secret-file';

/** Each of them may stand in a file that `<NAME>_FILE` names: what is in the environment, any child and crash report has. */
export const SECRETS_IN_FILES = ['SERVICE_KEY', 'SERVICE_KEYS', 'METRICS_TOKEN', 'GONG_CLIENT_SECRET'] as const;
/** The passwords of addresses. */
const PASSWORDS = {
  DATABASE_PASSWORD_FILE: 'DATABASE_URL',
  DATABASE_OWNER_PASSWORD_FILE: 'DATABASE_OWNER_URL',
} as const;

/** The environment with what its files hold put in. A problem names the variable. */
export const fromFiles = (
  schema: TObject,
  env: Environment,
): { readonly env: Environment; readonly problems: readonly string[] } => {
  const full: Record<string, string | undefined> = { ...env };
  const problems: string[] = [];
  const read = (variable: string, put: (text: string) => void): void => {
    const path = env[variable] ?? '';
    if (path === '') return;
    const reading = readSecretFile(variable, path);
    if ('problem' in reading) problems.push(reading.problem);
    else put(reading.text);
  };
  for (const name of SECRETS_IN_FILES) {
    const file = `${name}_FILE`;
    if (schema.properties[name] === undefined || (env[file] ?? '') === '') continue;
    if ((env[name] ?? '') !== '') problems.push(`${name} and ${file} are both set: expected one of them`);
    else read(file, (text) => (full[name] = text));
  }
  for (const [file, name] of Object.entries(PASSWORDS)) {
    const url = env[name] ?? '';
    if (schema.properties[name] === undefined || !URL.canParse(url)) continue;
    if (new URL(url).password !== '' && env[file]) problems.push(`${name} has a password, and ${file} is set as well`);
    else read(file, (text) => (full[name] = withPassword(url, text)));
  }
  return { env: full, problems };
};

const withPassword = (address: string, password: string): string => {
  const url = new URL(address);
  url.password = encodeURIComponent(password);
  return url.href;
};
