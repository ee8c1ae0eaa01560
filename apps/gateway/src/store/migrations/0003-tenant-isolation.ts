import { isolateTenants, undoIsolation } from '@gong-timeline/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All but what has no tenant: the operator's tokens, failed sign-ins, and sign-ins under way, whose person is not known yet. */
const TABLES = ['tenants', 'api_tokens', 'members', 'invitations', 'sessions'];

export class TenantIsolation1764000000003 implements MigrationInterface {
  readonly name = 'TenantIsolation1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap((table) => isolateTenants(table))) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap(undoIsolation)) await runner.query(statement);
  }
}
