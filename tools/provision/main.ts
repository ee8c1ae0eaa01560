import { ROLES } from '../stack/schemas';
import { provisionDatabase } from './provision-database';
import { provisionTopics } from './provision-topics';

/**
 * Roles, schemas and topics for a stack that is run by other means than `npm start` (containers, one's own servers).
 * Reads DATABASE_URL (a role that may create roles), KAFKA_BROKERS and, for each role, ROLE_PASSWORD_<ROLE>.
 */
async function main(): Promise<void> {
  const { DATABASE_URL, KAFKA_BROKERS } = process.env;
  if (!DATABASE_URL || !KAFKA_BROKERS) throw new Error('DATABASE_URL and KAFKA_BROKERS are needed.');
  const passwords = Object.fromEntries(
    ROLES.map((role) => [role, process.env[`ROLE_PASSWORD_${role.toUpperCase()}`] ?? '']),
  );
  await provisionDatabase(DATABASE_URL, passwords, (line) => process.stdout.write(`${line}\n`));
  await provisionTopics(KAFKA_BROKERS);
  process.stdout.write('topics are there\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`provision: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
