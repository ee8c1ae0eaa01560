import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CustomFields1772000000003 implements MigrationInterface {
  readonly name = 'CustomFields1772000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE custom_fields (
        tenant_id text NOT NULL, object text NOT NULL, name text COLLATE "C" NOT NULL, type text NOT NULL,
        PRIMARY KEY (tenant_id, object, name)
      )`);
    // Fields that were imported before they had types; one with values of several types becomes text, with its values.
    for (const [table, object] of [
      ['companies', 'Company'],
      ['persons', 'Person'],
      ['users', 'User'],
    ] as const) {
      await runner.query(`
        INSERT INTO custom_fields (tenant_id, object, name, type)
        SELECT tenant_id, '${object}', key, CASE WHEN min(type) = max(type) AND min(type) <> 'string' THEN min(type) ELSE 'text' END
          FROM ${table}, jsonb_each(custom_fields), jsonb_typeof(value) AS type
         WHERE type <> 'null'
         GROUP BY tenant_id, key`);
      await runner.query(`
        UPDATE ${table} SET custom_fields = (
          SELECT coalesce(jsonb_object_agg(key, CASE WHEN field.type = 'text' THEN to_jsonb(value #>> '{}') ELSE value END), '{}')
            FROM jsonb_each(${table}.custom_fields)
            JOIN custom_fields field ON field.tenant_id = ${table}.tenant_id AND field.object = '${object}' AND field.name = key
           WHERE value <> 'null')
         WHERE custom_fields <> '{}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE custom_fields');
  }
}
