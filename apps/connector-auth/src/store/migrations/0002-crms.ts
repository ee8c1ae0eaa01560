import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Crms1767225600002 implements MigrationInterface {
  readonly name = 'Crms1767225600002';

  async up(runner: QueryRunner): Promise<void> {
    // S5: what calls of a connection carried objects of, as gong-ingest told it.
    await runner.query(`
      CREATE TABLE seen_crms (
        tenant_id      text        NOT NULL,
        connection_id  uuid        NOT NULL,
        system         text        NOT NULL,
        seen_at        timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, connection_id, system)
      )`);
    // What the directory of a tenant says, as identity-resolution told it.
    await runner.query(`
      CREATE TABLE directory_crms (
        tenant_id  text        NOT NULL,
        system     text,
        saved_at   timestamptz NOT NULL,
        PRIMARY KEY (tenant_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE directory_crms, seen_crms');
  }
}
