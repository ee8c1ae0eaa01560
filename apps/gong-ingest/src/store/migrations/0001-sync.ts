import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sync1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE connection (
        tenant_id text NOT NULL,
        connection_id uuid NOT NULL,
        name text NOT NULL,
        api_base text NOT NULL,
        state text NOT NULL CHECK (state IN ('active', 'needs-reauthorization', 'revoked')),
        state_reason text,
        -- of the newest fact about it that was heard
        state_at timestamptz NOT NULL,
        connected_at timestamptz NOT NULL,
        -- SyncSettingsInput of the contracts
        settings jsonb NOT NULL,
        -- the newest slot that was seen to, by a job or because one was running
        last_slot_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, connection_id)
      )`);
    await runner.query(`
      CREATE TABLE job (
        tenant_id text NOT NULL,
        job_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        connection_name text NOT NULL,
        api_base text NOT NULL,
        trigger text NOT NULL,
        state text NOT NULL CHECK (state IN ('queued', 'running', 'ended')),
        slot_at timestamptz,
        created_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        started_at timestamptz,
        ended_at timestamptz,
        ending text CHECK (ending IN ('read-to-end', 'stopped', 'failed')),
        reason text,
        -- as they were when it started
        settings jsonb,
        window_from timestamptz,
        window_to timestamptz,
        -- checkpoint: the part of the window in hand, and the cursor of its next page
        slice_from timestamptz,
        slice_to timestamptz,
        next_cursor text,
        calls_read integer NOT NULL DEFAULT 0,
        calls_expected integer,
        calls_read_before_slice integer NOT NULL DEFAULT 0,
        malformed_items integer NOT NULL DEFAULT 0,
        failing_since timestamptz,
        stop_ending text CHECK (stop_ending IN ('stopped', 'failed')),
        stop_reason text,
        lease_owner text,
        lease_until timestamptz,
        -- counted up each time it is taken: a replica that lost its lease writes nothing
        lease_epoch integer NOT NULL DEFAULT 0,
        PRIMARY KEY (tenant_id, job_id)
      )`);
    await runner.query(`CREATE INDEX job_due ON job (due_at) WHERE state <> 'ended'`);
    await runner.query(`CREATE UNIQUE INDEX job_slot_once ON job (tenant_id, connection_id, slot_at)`);
    await runner.query(`
      CREATE UNIQUE INDEX job_queued_once ON job (tenant_id, connection_id, (trigger = 'retry')) WHERE state = 'queued'`);
    // One call is never read by two jobs at once.
    await runner.query(`CREATE UNIQUE INDEX job_running_once ON job (tenant_id, api_base) WHERE state = 'running'`);
    await runner.query(`
      CREATE INDEX job_read_to_end ON job (tenant_id, connection_id, started_at) WHERE ending = 'read-to-end'`);
    await runner.query(`
      CREATE TABLE call_state (
        tenant_id text NOT NULL,
        call_id text NOT NULL,
        connection_id uuid NOT NULL,
        revision integer NOT NULL,
        attempt integer NOT NULL,
        captured_hash text,
        withheld boolean NOT NULL,
        last_job_id uuid NOT NULL,
        read_at timestamptz NOT NULL,
        timeline_hash text,
        activity_id uuid,
        company_gsid uuid,
        company_name text,
        -- of the newest outcome that was heard
        applied_revision integer NOT NULL DEFAULT 0,
        -- how many times in a row it ended as internal.error
        failures integer NOT NULL DEFAULT 0,
        PRIMARY KEY (tenant_id, call_id)
      ) WITH (fillfactor = 85)`);
    await runner.query(`
      CREATE TABLE retry_wanted (
        tenant_id text NOT NULL,
        connection_id uuid NOT NULL,
        call_id text NOT NULL,
        -- whose outcome is to be retried
        job_id uuid NOT NULL,
        due_at timestamptz NOT NULL,
        -- the retry that has taken it; null while it waits
        retry_job_id uuid,
        PRIMARY KEY (tenant_id, connection_id, call_id)
      )`);
    await runner.query(`CREATE INDEX retry_wanted_due ON retry_wanted (due_at) WHERE retry_job_id IS NULL`);
    await runner.query(`
      CREATE INDEX retry_wanted_taken ON retry_wanted (tenant_id, retry_job_id) WHERE retry_job_id IS NOT NULL`);
    await runner.query(`
      CREATE TABLE malformed_item (
        tenant_id text NOT NULL,
        item_id uuid NOT NULL,
        job_id uuid NOT NULL,
        call_id text,
        -- names field and expectation, never a value
        problem text NOT NULL,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, item_id)
      )`);
    // Of no tenant: Gong counts requests per its company, whoever sends them (S11).
    await runner.query(`
      CREATE TABLE gong_rate (
        api_base text PRIMARY KEY,
        next_slot_at timestamptz NOT NULL,
        blocked_until timestamptz NOT NULL DEFAULT 'epoch',
        day date NOT NULL,
        used integer NOT NULL
      ) WITH (fillfactor = 50)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gong_rate, malformed_item, retry_wanted, call_state, job, connection');
  }
}
