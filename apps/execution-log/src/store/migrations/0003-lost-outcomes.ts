import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LostOutcomes1772000000003 implements MigrationInterface {
  readonly name = 'LostOutcomes1772000000003';

  async up(runner: QueryRunner): Promise<void> {
    // written_off_at: closed without what never came. progressed_at: of the newest news of its reading.
    await runner.query('ALTER TABLE jobs ADD COLUMN written_off_at timestamptz, ADD COLUMN progressed_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE jobs DROP COLUMN written_off_at, DROP COLUMN progressed_at');
  }
}
