import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A tenant is active, suspended, or being wiped; `revision` counts the changes, so that what is told late is set aside. */
export class TenantLifecycle1764000000004 implements MigrationInterface {
  readonly name = 'TenantLifecycle1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE tenants
        ADD COLUMN state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'wiping')),
        ADD COLUMN revision integer NOT NULL DEFAULT 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tenants DROP COLUMN state, DROP COLUMN revision');
  }
}
