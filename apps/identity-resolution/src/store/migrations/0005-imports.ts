import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Imports1772000000005 implements MigrationInterface {
  readonly name = 'Imports1772000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE imports (
        tenant_id         text NOT NULL,
        import_id         uuid NOT NULL,
        kind              text NOT NULL,
        format            text NOT NULL,
        dry_run           boolean NOT NULL,
        started_by        text NOT NULL,
        started_at        timestamptz NOT NULL,
        ended_at          timestamptz,
        broken_off        boolean NOT NULL DEFAULT false,
        read              integer NOT NULL DEFAULT 0,
        created           integer NOT NULL DEFAULT 0,
        updated           integer NOT NULL DEFAULT 0,
        unchanged         integer NOT NULL DEFAULT 0,
        rejected          integer NOT NULL DEFAULT 0,
        rejected_rows     integer NOT NULL DEFAULT 0,
        rejected_bytes    integer NOT NULL DEFAULT 0,
        rejected_complete boolean NOT NULL DEFAULT true,
        rejected_until    timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, import_id)
      )`);
    await runner.query('CREATE INDEX imports_by_time ON imports (tenant_id, started_at, import_id)');
    // The file of rejected rows, piece by piece.
    await runner.query(`
      CREATE TABLE rejected_rows (
        tenant_id text NOT NULL, import_id uuid NOT NULL, position integer NOT NULL, content bytea NOT NULL,
        PRIMARY KEY (tenant_id, import_id, position)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rejected_rows, imports');
  }
}
