import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WantedRetries1772000000004 implements MigrationInterface {
  readonly name = 'WantedRetries1772000000004';

  async up(runner: QueryRunner): Promise<void> {
    // What an admin asked for by hand (S28), until the retry that reads it has begun. Ids only.
    await runner.query(`
      CREATE TABLE wanted_retries (
        tenant_id      text        NOT NULL,
        job_id         uuid        NOT NULL,
        call_id        text        NOT NULL,
        -- of the request
        correlation_id text        NOT NULL,
        wanted_at      timestamptz NOT NULL,
        -- null until gong-ingest was told
        told_at        timestamptz,
        PRIMARY KEY (tenant_id, job_id, call_id)
      )`);
    await runner.query('CREATE INDEX wanted_retries_untold ON wanted_retries (wanted_at) WHERE told_at IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE wanted_retries');
  }
}
