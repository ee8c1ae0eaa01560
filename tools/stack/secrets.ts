import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ROLES } from './schemas';

/** What the local stack makes up once and keeps beside its data, readable by its owner only. */
export interface Secrets {
  readonly serviceToken: string;
  /** `<key-id>:<base64 of 32 bytes>`: seals Gong's tokens. Lose it, and every connection has to be authorised again. */
  readonly tokenKeys: string;
  readonly rolePasswords: Readonly<Record<string, string>>;
}

/** Those of the file, made up when there is none; SERVICE_TOKEN and TOKEN_KEYS of the environment come before them. */
export function loadSecrets(file: string, env: NodeJS.ProcessEnv = {}): Secrets {
  const kept = keptSecrets(file);
  return {
    ...kept,
    serviceToken: env.SERVICE_TOKEN || kept.serviceToken,
    tokenKeys: env.TOKEN_KEYS || kept.tokenKeys,
  };
}

function keptSecrets(file: string): Secrets {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secrets: Secrets = {
    serviceToken: randomBytes(32).toString('base64url'),
    tokenKeys: `local-1:${randomBytes(32).toString('base64')}`,
    rolePasswords: Object.fromEntries(ROLES.map((role) => [role, randomBytes(24).toString('base64url')])),
  };
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const half = `${file}.${process.pid}`;
  writeFileSync(half, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(half, file);
  return secrets;
}
