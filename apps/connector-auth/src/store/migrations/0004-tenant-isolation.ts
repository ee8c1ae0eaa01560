import { isolateTenants, undoIsolation } from '@gong-timeline/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All but key_holders: the keys are the installation's. */
const TABLES = ['connections', 'grants', 'authorization_states', 'seen_crms', 'directory_crms'];

export class TenantIsolation1767225600004 implements MigrationInterface {
  readonly name = 'TenantIsolation1767225600004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap((table) => isolateTenants(table))) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap(undoIsolation)) await runner.query(statement);
  }
}
