import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ToldUsers1763800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What was told of each user of Gong's list: a hash, no content; null once he was told to be gone.
    await runner.query(`
      CREATE TABLE told_user (
        tenant_id text NOT NULL,
        connection_id uuid NOT NULL,
        gong_user_id text NOT NULL,
        told_hash text,
        revision integer NOT NULL,
        PRIMARY KEY (tenant_id, connection_id, gong_user_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE told_user');
  }
}
