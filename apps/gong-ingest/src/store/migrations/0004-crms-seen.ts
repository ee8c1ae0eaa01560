import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CrmsSeen1763800000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // S5: what calls of a connection carry objects of, and on which day (UTC) that was told last.
    await runner.query(`
      CREATE TABLE crm_seen (
        tenant_id text NOT NULL,
        connection_id uuid NOT NULL,
        system text NOT NULL,
        told_on date NOT NULL,
        PRIMARY KEY (tenant_id, connection_id, system)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE crm_seen');
  }
}
