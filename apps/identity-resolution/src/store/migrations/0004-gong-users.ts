import type { MigrationInterface, QueryRunner } from 'typeorm';

export class GongUsers1772000000004 implements MigrationInterface {
  readonly name = 'GongUsers1772000000004';

  async up(runner: QueryRunner): Promise<void> {
    // What was heard of connections: whose they are, and which were deleted. Those rows stay: facts may come late.
    await runner.query(`
      CREATE TABLE gong_connections (
        tenant_id text NOT NULL, connection_id uuid NOT NULL, revoked boolean NOT NULL,
        PRIMARY KEY (tenant_id, connection_id)
      )`);
    // S27: Gong's user list as it was told. Who is gone from it keeps his row, without content, for its revision.
    await runner.query(`
      CREATE TABLE gong_users (
        tenant_id      text NOT NULL,
        connection_id  uuid NOT NULL,
        gong_user_id   text NOT NULL,
        revision       integer NOT NULL,
        gone           boolean NOT NULL,
        first_name     text,
        last_name      text,
        email_address  text,
        email_aliases  text[] NOT NULL,
        email_keys     text[] NOT NULL,
        active         boolean NOT NULL,
        create_missing boolean NOT NULL,
        name_key       text COLLATE "C" NOT NULL,
        search_text    text COLLATE "C" NOT NULL,
        PRIMARY KEY (tenant_id, connection_id, gong_user_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gong_users, gong_connections');
  }
}
