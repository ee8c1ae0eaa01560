import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Changes1772000000004 implements MigrationInterface {
  readonly name = 'Changes1772000000004';

  async up(runner: QueryRunner): Promise<void> {
    // The transaction that last changed what the Timeline shows: the order of changes, which a stream goes on from. What
    // stands here already counts as changed before all others; a constant default rewrites no row.
    await runner.query(`ALTER TABLE activities ADD COLUMN changed_in xid8 NOT NULL DEFAULT '0'`);
    await runner.query(`
      CREATE INDEX activities_by_change ON activities (tenant_id, changed_in, activity_id) WHERE standing <> 'never'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE activities DROP COLUMN changed_in');
  }
}
