import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RetriesByHand1763800000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE retry_wanted ADD COLUMN by_hand boolean NOT NULL DEFAULT false');
    // When an admin last asked for the call, by the clock of who told it: the same fact, told again, asks for nothing.
    await runner.query('ALTER TABLE call_state ADD COLUMN asked_by_hand_at timestamptz');
    // Of the newest content that was told because an admin asked for it; null once that is on the Timeline.
    await runner.query('ALTER TABLE call_state ADD COLUMN resync_revision integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE call_state DROP COLUMN resync_revision, DROP COLUMN asked_by_hand_at');
    await runner.query('ALTER TABLE retry_wanted DROP COLUMN by_hand');
  }
}
