import { join } from 'node:path';
import { fromFiles, readSecretFile } from '@gong-timeline/runtime';
import { Type } from '@sinclair/typebox';
import { ROLES } from '../stack/schemas';
import { provisionDatabase } from './provision-database';
import { provisionTopics } from './provision-topics';

/**
 * Roles, schemas and topics for a stack that is run by other means than `npm start` (containers, one's own servers).
 * Reads DATABASE_URL (a role that may create roles; its password may stand in DATABASE_PASSWORD_FILE), KAFKA_BROKERS and,
 * for each role, ROLE_PASSWORD_<ROLE>, or the file <role> in the folder ROLE_PASSWORDS_DIR.
 */
async function main(): Promise<void> {
  const { env, problems } = fromFiles(Type.Object({ DATABASE_URL: Type.String() }), process.env);
  if (problems.length > 0) throw new Error(problems.join('; '));
  const { DATABASE_URL, KAFKA_BROKERS } = env;
  if (!DATABASE_URL || !KAFKA_BROKERS) throw new Error('DATABASE_URL and KAFKA_BROKERS are needed.');
  const passwords = Object.fromEntries(ROLES.map((role) => [role, passwordOf(role)]));
  await provisionDatabase(DATABASE_URL, passwords, (line) => process.stdout.write(`${line}\n`));
  await provisionTopics(KAFKA_BROKERS);
  process.stdout.write('topics are there\n');
}

function passwordOf(role: string): string {
  const { ROLE_PASSWORDS_DIR } = process.env;
  if (!ROLE_PASSWORDS_DIR) return process.env[`ROLE_PASSWORD_${role.toUpperCase()}`] ?? '';
  const reading = readSecretFile('ROLE_PASSWORDS_DIR', join(ROLE_PASSWORDS_DIR, role));
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.text;
}

main().catch((error: unknown) => {
  process.stderr.write(`provision: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
