import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The outbox of one app. A row stands until the broker has acknowledged its message, then it is deleted; there is no
 * "last position" that could pass over a transaction that commits late.
 */
export class Outbox1000000000001 implements MigrationInterface {
  readonly name = 'Outbox1000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        shard      smallint    NOT NULL,
        topic      text        NOT NULL,
        key        text        NOT NULL,
        headers    text        NOT NULL,
        value      text,
        is_base64  boolean     NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      )
      WITH (
        -- Rows up to this size (bytes) stay in one piece and as they are. A row lives for milliseconds: to compress it
        -- and put it out of line, as happens above 2 KB by default, costs more than twice the CPU of writing it.
        toast_tuple_target = 8160,
        -- As much as comes goes again: clean up after so many rows, at full speed, not after a part of a size that
        -- means nothing here. Giving pages back to the disk would lock out the tellers for a moment.
        autovacuum_vacuum_threshold = 5000,
        autovacuum_vacuum_scale_factor = 0,
        autovacuum_vacuum_cost_delay = 0,
        vacuum_truncate = false
      )`);
    // Which replica relays a shard, and until when.
    await runner.query(`
      CREATE TABLE outbox_lease (
        shard smallint PRIMARY KEY,
        owner text,
        until timestamptz NOT NULL DEFAULT '-infinity',
        epoch bigint NOT NULL DEFAULT 0
      )`);
    await runner.query('INSERT INTO outbox_lease (shard) SELECT generate_series(0, 7)');
    // Replicas alive, so that shards can be shared out.
    await runner.query('CREATE TABLE outbox_relay (owner text PRIMARY KEY, until timestamptz NOT NULL)');
    // Keys whose oldest message the broker refuses: they wait, the others go on.
    await runner.query(`
      CREATE TABLE outbox_held_key (
        topic           text NOT NULL,
        key             text NOT NULL,
        shard           smallint NOT NULL,
        attempts        integer NOT NULL,
        next_attempt_at timestamptz NOT NULL,
        last_error      text NOT NULL,
        PRIMARY KEY (topic, key)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox_held_key, outbox_relay, outbox_lease, outbox');
  }
}
