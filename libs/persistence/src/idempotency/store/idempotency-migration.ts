import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants } from '../../reach';

/**
 * What was asked for with an `Idempotency-Key`, and what was answered (record 22). Neither the key nor the answer can
 * be read here: the one is hashed, the other sealed with what only the key gives.
 */
export class Idempotency1000000000004 implements MigrationInterface {
  readonly name = 'Idempotency1000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotent_request (
        tenant_id   text        NOT NULL,
        actor_id    text        NOT NULL,
        key_hash    bytea       NOT NULL,
        -- Of the whole request: another one under the same key is refused.
        fingerprint bytea       NOT NULL,
        -- Who is at it: one that came back after its lease was taken over can commit nothing.
        attempt     uuid        NOT NULL,
        lease_until timestamptz NOT NULL,
        -- Written in the transaction that has the effect: true if and only if it committed.
        effect      boolean     NOT NULL DEFAULT false,
        answer      bytea,
        expires_at  timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, actor_id, key_hash)
      )`);
    await runner.query('CREATE INDEX idempotent_request_expires_at ON idempotent_request (expires_at)');
    for (const statement of isolateTenants('idempotent_request')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotent_request');
  }
}
