import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever reads these tables can sign in as nobody: passwords are scrypt records, the tokens of sessions, invitations
 * and sign-ins under way are SHA-256 of 256 random bits.
 */
export class MembersAndSessions1763900000002 implements MigrationInterface {
  readonly name = 'MembersAndSessions1763900000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE members (
        tenant_id       text NOT NULL REFERENCES tenants (tenant_id),
        member_id       uuid NOT NULL,
        email           text NOT NULL,
        email_key       text NOT NULL,
        name            text NOT NULL,
        role            text NOT NULL CHECK (role IN ('admin', 'member')),
        sign_in         text NOT NULL CHECK (sign_in IN ('local', 'sso')),
        active          boolean NOT NULL DEFAULT true,
        password        text CHECK (password IS NULL OR sign_in = 'local'),
        issuer          text,
        subject         text,
        created_at      timestamptz NOT NULL,
        created_by      text NOT NULL,
        last_sign_in_at timestamptz,
        PRIMARY KEY (tenant_id, member_id),
        UNIQUE (tenant_id, email_key),
        UNIQUE (tenant_id, issuer, subject),
        CHECK ((issuer IS NULL) = (subject IS NULL)),
        CHECK (issuer IS NULL OR sign_in = 'sso')
      )`);
    await runner.query('CREATE INDEX members_by_email ON members (email_key)');
    // One open link a person: a new one replaces the old one.
    await runner.query(`
      CREATE TABLE invitations (
        tenant_id  text NOT NULL,
        member_id  uuid NOT NULL,
        token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, member_id),
        FOREIGN KEY (tenant_id, member_id) REFERENCES members ON DELETE CASCADE
      )`);
    await runner.query(`
      CREATE TABLE sessions (
        tenant_id    text NOT NULL,
        session_id   uuid NOT NULL,
        member_id    uuid NOT NULL,
        token_hash   bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
        created_at   timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at   timestamptz NOT NULL,
        address      text NOT NULL,
        agent        text,
        PRIMARY KEY (tenant_id, session_id),
        FOREIGN KEY (tenant_id, member_id) REFERENCES members ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX sessions_by_member ON sessions (tenant_id, member_id)');
    // Of the installation: who tries to sign in has no tenant yet. Keys are hashes: neither names nor addresses pile up here.
    await runner.query(`
      CREATE TABLE sign_in_failures (
        key            text PRIMARY KEY CHECK (key ~ '^[0-9a-f]{64}$'),
        failures       integer NOT NULL,
        last_failed_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE sso_attempts (
        state_hash   bytea PRIMARY KEY CHECK (octet_length(state_hash) = 32),
        browser_hash bytea NOT NULL CHECK (octet_length(browser_hash) = 32),
        nonce        text NOT NULL,
        verifier     text NOT NULL,
        return_to    text NOT NULL,
        expires_at   timestamptz NOT NULL
      )`);
    await runner.query(`
      ALTER TABLE api_tokens
        ADD COLUMN scopes text[] NOT NULL DEFAULT '{}',
        ADD COLUMN last_used_from text`);
    await runner.query('ALTER TABLE operator_tokens ADD COLUMN last_used_from text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE operator_tokens DROP COLUMN last_used_from');
    await runner.query('ALTER TABLE api_tokens DROP COLUMN scopes, DROP COLUMN last_used_from');
    await runner.query('DROP TABLE sso_attempts, sign_in_failures, sessions, invitations, members');
  }
}
