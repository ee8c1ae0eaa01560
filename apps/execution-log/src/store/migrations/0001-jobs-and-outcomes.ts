import type { MigrationInterface, QueryRunner } from 'typeorm';

export class JobsAndOutcomes1772000000001 implements MigrationInterface {
  readonly name = 'JobsAndOutcomes1772000000001';

  async up(runner: QueryRunner): Promise<void> {
    // A job's facts come on other topics than its outcomes, so any of them may make the row; the rest fill it in.
    // Its row is updated by each batch of outcomes: room in the page keeps those updates away from the indexes.
    await runner.query(`
      CREATE TABLE jobs (
        tenant_id       text        NOT NULL,
        job_id          uuid        NOT NULL,
        connection_id   uuid        NOT NULL,
        connection_name text,
        trigger         text,
        window_from     timestamptz,
        window_to       timestamptz,
        job_date        timestamptz NOT NULL,
        started_at      timestamptz,
        step            text,
        calls_seen      integer     NOT NULL DEFAULT 0,
        calls_expected  integer,
        ending          text,
        calls_read      integer,
        read_ended_at   timestamptz,
        reason          text,
        outcomes        integer     NOT NULL DEFAULT 0,
        by_code         jsonb       NOT NULL DEFAULT '{}',
        last_outcome_at timestamptz,
        status          text        NOT NULL DEFAULT 'Running',
        ended_at        timestamptz,
        purged_at       timestamptz,
        PRIMARY KEY (tenant_id, job_id),
        CHECK ((status = 'Running') = (ended_at IS NULL))
      ) WITH (fillfactor = 50)`);
    await runner.query('CREATE INDEX jobs_by_date ON jobs (tenant_id, job_date DESC, job_id DESC)');
    await runner.query(
      'CREATE INDEX jobs_to_purge ON jobs (ended_at) WHERE purged_at IS NULL AND ended_at IS NOT NULL',
    );
    await runner.query(`CREATE INDEX jobs_running ON jobs (read_ended_at) WHERE status = 'Running'`);

    // started_at is Gong's own text: a time that nobody can read must not keep a call out of the log.
    await runner.query(`
      CREATE TABLE outcomes (
        tenant_id    text        NOT NULL,
        job_id       uuid        NOT NULL,
        call_id      text        NOT NULL,
        revision     integer     NOT NULL,
        attempt      integer     NOT NULL,
        code         text        NOT NULL,
        message      text        NOT NULL,
        title        text,
        started_at   text,
        owner_name   text,
        url          text,
        company_gsid uuid,
        company_name text,
        activity_id  uuid,
        candidates   jsonb,
        reference    text,
        redacted     boolean     NOT NULL,
        recorded_at  timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, job_id, call_id)
      )`);
    await runner.query('CREATE INDEX outcomes_of_call ON outcomes (tenant_id, call_id)');
    await runner.query(`
      CREATE INDEX outcomes_private ON outcomes (tenant_id, call_id, revision) WHERE code = 'skipped.private'`);

    // Which retry read a call of an earlier job again (S28). Apart, since it may be told before that job's outcome is.
    await runner.query(`
      CREATE TABLE retried_calls (
        tenant_id  text        NOT NULL,
        job_id     uuid        NOT NULL,
        call_id    text        NOT NULL,
        retried_by uuid        NOT NULL,
        retried_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, job_id, call_id)
      )`);

    await runner.query(`
      CREATE FUNCTION add_counts(jsonb, jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(jsonb_object_agg(key, calls), '{}')
          FROM (SELECT key, sum(value::integer)::integer AS calls
                  FROM (SELECT * FROM jsonb_each_text($1) UNION ALL SELECT * FROM jsonb_each_text($2)) AS counts
                 GROUP BY key) AS summed
         WHERE calls <> 0
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION add_counts(jsonb, jsonb)');
    await runner.query('DROP TABLE retried_calls, outcomes, jobs');
  }
}
