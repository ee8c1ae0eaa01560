import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Directory1772000000001 implements MigrationInterface {
  readonly name = 'Directory1772000000001';

  async up(runner: QueryRunner): Promise<void> {
    // What an import said stands in the entity's row; the tables of keys beside it are how a call finds it.
    // name_key orders the lists, search_text is what a search looks in: both lower case, written by the app.
    const entity = `
        tenant_id     text NOT NULL,
        gsid          uuid NOT NULL,
        external_id   text NOT NULL,
        name          text NOT NULL,
        name_key      text COLLATE "C" NOT NULL,
        search_text   text COLLATE "C" NOT NULL,
        custom_fields jsonb NOT NULL,
        updated_at    timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, gsid),
        UNIQUE (tenant_id, external_id)`;
    await runner.query(`
      CREATE TABLE companies (${entity},
        parent_external_id text,
        parent_gsid        uuid,
        crm_account_ids    text[] NOT NULL,
        domains            text[] NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE persons (${entity},
        emails          text[] NOT NULL,
        crm_contact_ids text[] NOT NULL,
        company_gsids   uuid[] NOT NULL
      )`);
    // created_for: the e-mail key that a User was created for (S23, S24): one only, whatever runs at once.
    await runner.query(`
      CREATE TABLE users (${entity},
        email       text NOT NULL,
        email_key   text NOT NULL,
        licence     text NOT NULL,
        active      boolean NOT NULL,
        created_for text,
        UNIQUE (tenant_id, created_for)
      )`);
    for (const table of ['companies', 'persons', 'users']) {
      await runner.query(`CREATE INDEX ${table}_by_name ON ${table} (tenant_id, name_key, gsid)`);
    }
    await runner.query(`
      CREATE INDEX companies_without_parent ON companies (tenant_id, parent_external_id)
      WHERE parent_gsid IS NULL AND parent_external_id IS NOT NULL`);
    await runner.query('CREATE INDEX users_by_email ON users (tenant_id, email_key)');

    // lookup_key is the same for both spellings of a Salesforce id; crm_id tells others apart, whichever CRM is named.
    await runner.query(`
      CREATE TABLE company_account_ids (
        tenant_id text NOT NULL, lookup_key text NOT NULL, crm_id text NOT NULL, company_gsid uuid NOT NULL,
        PRIMARY KEY (tenant_id, lookup_key, crm_id, company_gsid)
      )`);
    await runner.query(`
      CREATE TABLE company_domains (
        tenant_id text NOT NULL, domain text NOT NULL, company_gsid uuid NOT NULL,
        PRIMARY KEY (tenant_id, domain, company_gsid)
      )`);
    await runner.query(`
      CREATE TABLE person_contact_ids (
        tenant_id text NOT NULL, lookup_key text NOT NULL, crm_id text NOT NULL, person_gsid uuid NOT NULL,
        PRIMARY KEY (tenant_id, lookup_key, crm_id, person_gsid)
      )`);
    await runner.query(`
      CREATE TABLE person_emails (
        tenant_id text NOT NULL, email_key text NOT NULL, person_gsid uuid NOT NULL,
        PRIMARY KEY (tenant_id, email_key, person_gsid)
      )`);

    await runner.query(`
      CREATE TABLE directory_settings (
        tenant_id text PRIMARY KEY, crm_system text, crm_organisation_id text
      )`);
    // S17. No foreign key: a mapping whose User no longer exists counts as none.
    await runner.query(`
      CREATE TABLE gong_user_mappings (
        tenant_id text NOT NULL, connection_id uuid NOT NULL, gong_user_id text NOT NULL, user_gsid uuid NOT NULL,
        PRIMARY KEY (tenant_id, connection_id, gong_user_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE gong_user_mappings, directory_settings, person_emails, person_contact_ids, company_domains,
                 company_account_ids, users, persons, companies`);
  }
}
