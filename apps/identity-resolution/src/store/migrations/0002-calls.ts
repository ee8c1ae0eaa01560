import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Calls1772000000002 implements MigrationInterface {
  readonly name = 'Calls1772000000002';

  async up(runner: QueryRunner): Promise<void> {
    // The newest revision seen of each call: what is older, or comes twice, is set aside.
    await runner.query(`
      CREATE TABLE call_states (
        tenant_id text NOT NULL, call_id text NOT NULL, revision integer NOT NULL,
        PRIMARY KEY (tenant_id, call_id)
      )`);
    // S28: a call that waits is kept as its id, the reason and what it waits for, never as content.
    await runner.query(`
      CREATE TABLE waits (
        tenant_id     text NOT NULL,
        call_id       text NOT NULL,
        connection_id uuid NOT NULL,
        job_id        uuid NOT NULL,
        code          text NOT NULL,
        since         timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, call_id)
      )`);
    await runner.query(`
      CREATE TABLE wait_keys (
        tenant_id text NOT NULL, key text NOT NULL, call_id text NOT NULL,
        PRIMARY KEY (tenant_id, key, call_id)
      )`);
    await runner.query('CREATE INDEX wait_keys_of_call ON wait_keys (tenant_id, call_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE wait_keys, waits, call_states');
  }
}
