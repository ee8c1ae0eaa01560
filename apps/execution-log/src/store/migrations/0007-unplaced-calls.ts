import type { MigrationInterface, QueryRunner } from 'typeorm';

export class UnplacedCalls1772000000007 implements MigrationInterface {
  readonly name = 'UnplacedCalls1772000000007';

  async up(runner: QueryRunner): Promise<void> {
    // What waits or failed, among many more that did not: Home asks for it each half minute.
    await runner.query(`
      CREATE INDEX outcomes_unplaced ON outcomes (tenant_id, job_id, call_id)
      WHERE code NOT LIKE 'synced.%' AND code NOT LIKE 'skipped.%'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX outcomes_unplaced');
  }
}
