import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Activities1772000000001 implements MigrationInterface {
  readonly name = 'Activities1772000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE activity_types (
        tenant_id text    NOT NULL,
        id        text    NOT NULL,
        name      text    NOT NULL,
        position  integer NOT NULL,
        is_global boolean NOT NULL DEFAULT true,
        is_active boolean NOT NULL DEFAULT true,
        PRIMARY KEY (tenant_id, id)
      )`);
    // One row for each call that was seen, on the Timeline or not: the newest revision seen is remembered for all.
    // json, not jsonb: the Activity is read and told whole, and jsonb costs twice the CPU to write (2 KB rows, measured).
    await runner.query(`
      CREATE TABLE activities (
        tenant_id     text    NOT NULL,
        source        text    NOT NULL,
        call_id       text    NOT NULL,
        activity_id   uuid    NOT NULL,
        seen_revision integer NOT NULL,
        standing      text    NOT NULL CHECK (standing IN ('never', 'on-timeline', 'redacted')),
        snapshot_hash text,
        company_gsid  uuid,
        started_at    timestamptz,
        body          json,
        PRIMARY KEY (tenant_id, source, call_id),
        CHECK (num_nonnulls(snapshot_hash, company_gsid, started_at, body) = CASE standing WHEN 'on-timeline' THEN 4 ELSE 0 END)
      )`);
    // Most bodies are 1 to 4 KB: uncompressed in the row they cost a quarter less CPU than with the default, 2 KB.
    await runner.query('ALTER TABLE activities SET (toast_tuple_target = 8160)');
    await runner.query('CREATE UNIQUE INDEX activities_by_id ON activities (tenant_id, activity_id)');
    await runner.query(`
      CREATE INDEX activities_of_company ON activities (tenant_id, company_gsid, started_at DESC, activity_id DESC)
      WHERE standing = 'on-timeline'`);
    await runner.query(`
      CREATE INDEX activities_by_start ON activities (tenant_id, started_at DESC, activity_id DESC)
      WHERE standing = 'on-timeline'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE activities, activity_types');
  }
}
