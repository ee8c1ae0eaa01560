import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens are kept as SHA-256 of 256 random bits: nobody who reads the table can use one. */
export class TenantsAndTokens1763800000001 implements MigrationInterface {
  readonly name = 'TenantsAndTokens1763800000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tenants (
        tenant_id  text PRIMARY KEY,
        name       text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE api_tokens (
        tenant_id    text NOT NULL REFERENCES tenants (tenant_id),
        token_id     uuid NOT NULL,
        token_hash   bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
        name         text NOT NULL,
        role         text NOT NULL CHECK (role IN ('admin', 'member')),
        created_at   timestamptz NOT NULL,
        created_by   text NOT NULL,
        expires_at   timestamptz NOT NULL,
        revoked_at   timestamptz,
        last_used_at timestamptz,
        PRIMARY KEY (tenant_id, token_id)
      )`);
    // Of the installation, not of a tenant. Delete the row and restart to have a new one made.
    await runner.query(`
      CREATE TABLE operator_tokens (
        token_id     uuid PRIMARY KEY,
        token_hash   bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
        created_at   timestamptz NOT NULL,
        last_used_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE operator_tokens, api_tokens, tenants');
  }
}
