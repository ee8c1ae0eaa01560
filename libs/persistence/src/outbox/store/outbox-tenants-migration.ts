import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, undoIsolation } from '../../reach';

/**
 * Messages that wait hold tenants' data, and so does the key of one that the broker refuses: each row says whose it is
 * and is under row level security. Only the relay reads across tenants. What waits during the upgrade goes on.
 */
export class OutboxTenants1000000000002 implements MigrationInterface {
  readonly name = 'OutboxTenants1000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox ADD COLUMN tenant_id text NOT NULL DEFAULT '';
      ALTER TABLE outbox_held_key ADD COLUMN tenant_id text NOT NULL DEFAULT ''`);
    // A NUL in any header keeps PostgreSQL from reading them: no tenant's id has one, so the message stays nobody's.
    await runner.query(`
      UPDATE outbox SET tenant_id = coalesce(headers::json ->> 'ce_tenantid', headers::json ->> 'dead-letter-tenant-id', '')
      WHERE strpos(headers, '\\u0000') = 0`);
    // The key of a fact is tenant/subject; that of a dead letter starts with the consumer group.
    await runner.query(`
      UPDATE outbox_held_key SET tenant_id = split_part(key, '/', 1) WHERE topic <> 'dead-letters.v1'`);
    // From here on who writes must say whose it is.
    await runner.query(`
      ALTER TABLE outbox ALTER COLUMN tenant_id DROP DEFAULT;
      ALTER TABLE outbox_held_key ALTER COLUMN tenant_id DROP DEFAULT`);
    for (const statement of TABLES.flatMap((table) => isolateTenants(table))) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap(undoIsolation)) await runner.query(statement);
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} DROP COLUMN tenant_id`);
  }
}

const TABLES = ['outbox', 'outbox_held_key'] as const;
