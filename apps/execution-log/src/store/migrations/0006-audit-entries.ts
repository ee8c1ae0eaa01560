import { appendOnly, isolateTenants, undoIsolation } from '@gong-timeline/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit log: kept for as long as the tenant is. */
export class AuditEntries1772000000006 implements MigrationInterface {
  readonly name = 'AuditEntries1772000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_entries (
        tenant_id      text NOT NULL,
        entry_id       uuid NOT NULL,
        at             timestamptz NOT NULL,
        actor_id       text NOT NULL,
        actor_role     text NOT NULL,
        actor_name     text,
        address        text,
        action         text NOT NULL,
        object_kind    text NOT NULL,
        object_id      text NOT NULL,
        object_name    text,
        before         jsonb,
        after          jsonb,
        correlation_id text NOT NULL,
        PRIMARY KEY (tenant_id, entry_id)
      )`);
    await runner.query('CREATE INDEX audit_entries_newest ON audit_entries (tenant_id, at DESC, entry_id DESC)');
    await runner.query('CREATE INDEX audit_entries_of_actor ON audit_entries (tenant_id, actor_id, at DESC)');
    await runner.query(
      'CREATE INDEX audit_entries_of_object ON audit_entries (tenant_id, object_kind, object_id, at DESC)',
    );
    for (const statement of [...isolateTenants('audit_entries'), ...appendOnly('audit_entries')]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of undoIsolation('audit_entries')) await runner.query(statement);
    await runner.query('DROP TABLE audit_entries');
    await runner.query(`
      DROP FUNCTION wipe_audit_entries, refuse_change_of_audit_entries, refuse_truncate_of_audit_entries`);
  }
}
