import { isolateTenants, undoIsolation } from '@gong-timeline/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['jobs', 'outcomes', 'retried_calls', 'wanted_retries'];

export class TenantIsolation1772000000005 implements MigrationInterface {
  readonly name = 'TenantIsolation1772000000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap((table) => isolateTenants(table))) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap(undoIsolation)) await runner.query(statement);
  }
}
