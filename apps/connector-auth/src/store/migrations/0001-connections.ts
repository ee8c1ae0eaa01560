import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Connections1767225600001 implements MigrationInterface {
  readonly name = 'Connections1767225600001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE connections (
        tenant_id      text        NOT NULL,
        connection_id  uuid        NOT NULL,
        connector      text        NOT NULL CHECK (connector IN ('gong')),
        name           text        NOT NULL,
        state          text        NOT NULL CHECK (state IN ('pending', 'active', 'needs-reauthorization', 'revoked')),
        state_reason   text,
        api_base_url   text,
        scopes         text[]      NOT NULL DEFAULT '{}',
        created_at     timestamptz NOT NULL,
        created_by     text        NOT NULL,
        authorized_at  timestamptz,
        authorized_by  text,
        PRIMARY KEY (tenant_id, connection_id),
        CHECK (state <> 'active' OR (api_base_url IS NOT NULL AND authorized_at IS NOT NULL AND state_reason IS NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX connections_name ON connections (tenant_id, lower(name)) WHERE state <> 'revoked'`);

    // The tokens stand apart from the connections, so that what lists connections never touches them.
    // generation counts the pairs: who replaces a pair names the one that it read (refresh-grant.ts).
    await runner.query(`
      CREATE TABLE grants (
        tenant_id             text        NOT NULL,
        connection_id         uuid        NOT NULL,
        generation            integer     NOT NULL,
        key_id                text        NOT NULL,
        sealed_access_token   bytea       NOT NULL,
        sealed_refresh_token  bytea       NOT NULL,
        access_fingerprint    text        NOT NULL,
        obtained_at           timestamptz NOT NULL,
        expires_at            timestamptz NOT NULL,
        lease_owner           uuid,
        lease_until           timestamptz,
        paused_until          timestamptz,
        last_failure          text,
        PRIMARY KEY (tenant_id, connection_id),
        FOREIGN KEY (tenant_id, connection_id) REFERENCES connections ON DELETE CASCADE
      )`);

    await runner.query(`
      CREATE TABLE authorization_states (
        tenant_id      text        NOT NULL,
        state_hash     text        NOT NULL,
        connection_id  uuid        NOT NULL,
        actor_id       text        NOT NULL,
        created_at     timestamptz NOT NULL,
        expires_at     timestamptz NOT NULL,
        used_at        timestamptz,
        PRIMARY KEY (tenant_id, state_hash),
        FOREIGN KEY (tenant_id, connection_id) REFERENCES connections ON DELETE CASCADE
      )`);
    await runner.query(`
      CREATE INDEX authorization_states_connection ON authorization_states (tenant_id, connection_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE authorization_states, grants, connections');
  }
}
