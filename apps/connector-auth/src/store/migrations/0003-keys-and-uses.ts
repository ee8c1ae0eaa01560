import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeysAndUses1767225600003 implements MigrationInterface {
  readonly name = 'KeysAndUses1767225600003';

  async up(runner: QueryRunner): Promise<void> {
    // key_lost: no replica held its key, so its connection was taken out of use; it comes back with the key.
    await runner.query('ALTER TABLE grants ADD key_lost boolean NOT NULL DEFAULT false');
    await runner.query('CREATE INDEX grants_key ON grants (key_id)');

    // Beside the grants, so that remembering a use never waits for, nor holds up, a refresh.
    await runner.query('ALTER TABLE connections ADD last_lent_at timestamptz');

    // Which keys the running replicas hold. Of the installation, not of a tenant.
    await runner.query(`
      CREATE TABLE key_holders (
        instance_id     uuid        NOT NULL PRIMARY KEY,
        key_ids         text[]      NOT NULL,
        sealing_key_id  text        NOT NULL,
        seen_at         timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE key_holders');
    await runner.query('ALTER TABLE connections DROP last_lent_at');
    await runner.query('DROP INDEX grants_key');
    await runner.query('ALTER TABLE grants DROP key_lost');
  }
}
