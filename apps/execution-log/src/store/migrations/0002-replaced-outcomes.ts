import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ReplacedOutcomes1772000000002 implements MigrationInterface {
  readonly name = 'ReplacedOutcomes1772000000002';

  async up(runner: QueryRunner): Promise<void> {
    // What a line said before the newest of its job: the statement that replaces it gives it, so that counts can follow.
    await runner.query('ALTER TABLE outcomes ADD COLUMN replaced_code text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outcomes DROP COLUMN replaced_code');
  }
}
