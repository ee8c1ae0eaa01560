import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DueRetries1763800000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Whether a connection has any due, and which are next, without looking at all that wait.
    await runner.query(`
      CREATE INDEX retry_wanted_next ON retry_wanted (tenant_id, connection_id, due_at, call_id)
      WHERE retry_job_id IS NULL`);
    await runner.query('DROP INDEX retry_wanted_due');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX retry_wanted_due ON retry_wanted (due_at) WHERE retry_job_id IS NULL');
    await runner.query('DROP INDEX retry_wanted_next');
  }
}
