import { isolateTenants, undoIsolation } from '@gong-timeline/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  'companies',
  'persons',
  'users',
  'company_account_ids',
  'company_domains',
  'person_contact_ids',
  'person_emails',
  'directory_settings',
  'custom_fields',
  'gong_connections',
  'gong_users',
  'gong_user_mappings',
  'call_states',
  'waits',
  'wait_keys',
  'imports',
  'rejected_rows',
];

export class TenantIsolation1772000000006 implements MigrationInterface {
  readonly name = 'TenantIsolation1772000000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap((table) => isolateTenants(table))) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap(undoIsolation)) await runner.query(statement);
  }
}
