import { isolateTenants, undoIsolation } from '@gong-timeline/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All but gong_rate: Gong's limits are those of the installation's client. */
const TABLES = ['connection', 'job', 'call_state', 'retry_wanted', 'malformed_item', 'told_user', 'crm_seen'];

export class TenantIsolation1763800000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap((table) => isolateTenants(table))) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap(undoIsolation)) await runner.query(statement);
  }
}
