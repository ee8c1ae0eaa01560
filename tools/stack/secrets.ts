import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { APP_NAMES, type AppName } from '@gong-timeline/domain';
import { newServiceKey, publicServiceKey, readSecretFile } from '@gong-timeline/runtime';
import { ROLES } from './schemas';

/** What the local stack makes up once and keeps beside its data, readable by its owner only. */
export interface Secrets {
  /** What each service signs its calls to others with. */
  readonly serviceKeys: Readonly<Record<AppName, string>>;
  /** What who reads the gateway's metrics sends. */
  readonly metricsToken: string;
  /** `<key-id>:<base64 of 32 bytes>`: seals Gong's tokens. Lose it, and every connection has to be authorised again. */
  readonly tokenKeys: string;
  readonly rolePasswords: Readonly<Record<string, string>>;
}

/** Those of the file, made up when there is none; METRICS_TOKEN and TOKEN_KEYS of the environment come before them. */
export function loadSecrets(file: string, env: NodeJS.ProcessEnv = {}): Secrets {
  const kept = keptSecrets(file);
  return {
    ...kept,
    metricsToken: env.METRICS_TOKEN || kept.metricsToken,
    tokenKeys: env.TOKEN_KEYS || (env.TOKEN_KEYS_FILE ? keysOf(env.TOKEN_KEYS_FILE) : kept.tokenKeys),
  };
}

/** `<service>:<public key>` of each service, as every service is given them. */
export const publicServiceKeys = (keys: Secrets['serviceKeys']): string =>
  APP_NAMES.map((app) => `${app}:${publicServiceKey(keys[app])}`).join(',');

/** Read here, so that a file that others may read stops the start before anything has begun. */
function keysOf(file: string): string {
  const reading = readSecretFile('TOKEN_KEYS_FILE', file);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.text.replaceAll(/\s*[,\n]\s*/g, ',');
}

function keptSecrets(file: string): Secrets {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const secrets: Secrets = {
    serviceKeys:
      kept.serviceKeys ??
      (Object.fromEntries(APP_NAMES.map((app) => [app, newServiceKey().privateKey])) as Record<AppName, string>),
    metricsToken: kept.metricsToken ?? randomBytes(32).toString('base64url'),
    tokenKeys: kept.tokenKeys ?? `local-1:${randomBytes(32).toString('base64')}`,
    rolePasswords:
      kept.rolePasswords ?? Object.fromEntries(ROLES.map((role) => [role, randomBytes(24).toString('base64url')])),
  };
  // What an older version of the stack has not made up yet is added to its file.
  if (JSON.stringify(secrets) !== JSON.stringify(kept)) keep(file, secrets);
  return secrets;
}

function keep(file: string, secrets: Secrets): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const half = `${file}.${process.pid}`;
  writeFileSync(half, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(half, file);
}
