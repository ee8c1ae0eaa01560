import type { MigrationInterface, QueryRunner } from 'typeorm';

export class JobsOfConnection1772000000008 implements MigrationInterface {
  readonly name = 'JobsOfConnection1772000000008';

  async up(runner: QueryRunner): Promise<void> {
    // Home asks for the last sync of each connection; the log is filtered by one.
    await runner.query(
      'CREATE INDEX jobs_of_connection ON jobs (tenant_id, connection_id, job_date DESC, job_id DESC)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX jobs_of_connection');
  }
}
