import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NamesOfActivityTypes1772000000002 implements MigrationInterface {
  readonly name = 'NamesOfActivityTypes1772000000002';

  async up(runner: QueryRunner): Promise<void> {
    // Made by the app, not by lower(): what the database takes for the same letter depends on its locale. Until now
    // there were only the names that every tenant begins with, which are plain ASCII.
    await runner.query('ALTER TABLE activity_types ADD COLUMN name_key text');
    await runner.query('UPDATE activity_types SET name_key = lower(name)');
    await runner.query('ALTER TABLE activity_types ALTER COLUMN name_key SET NOT NULL');
    await runner.query('CREATE UNIQUE INDEX activity_types_by_name ON activity_types (tenant_id, name_key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE activity_types DROP COLUMN name_key');
  }
}
