import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which tenants are suspended, or wiped. A wiped one is remembered by a hash of its id, so that nothing late of it is
 * taken in, and its id is not kept for that.
 *
 * Every transaction within tenants enters by `enter_tenants`: it holds a lock of each, shared, until it ends, and is told
 * which of them are barred. Who bars a tenant takes that lock alone: after that, no transaction that could still write
 * something of the tenant is open, and none begins. A function of one call, for it is on the way of every transaction;
 * volatile, so that what it reads is as it stands once the lock is held.
 */
export class TenantGate1000000000003 implements MigrationInterface {
  readonly name = 'TenantGate1000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tenant_gate (
        tenant_key text PRIMARY KEY CHECK (tenant_key ~ '^[0-9a-f]{64}$'),
        state      text NOT NULL CHECK (state IN ('active', 'suspended', 'wiping', 'wiped')),
        revision   integer NOT NULL,
        changed_at timestamptz NOT NULL,
        -- What is to be wiped, until it is.
        wiping_id  text CHECK ((wiping_id IS NOT NULL) = (state = 'wiping'))
      )`);
    await runner.query(`
      CREATE FUNCTION tenant_key(tenant text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN encode(sha256(convert_to(tenant, 'UTF8')), 'hex')`);
    await runner.query(`
      CREATE FUNCTION tenant_lock(tenant text) RETURNS bigint LANGUAGE sql STABLE STRICT PARALLEL SAFE
      RETURN hashtextextended('tenant of ' || current_schema() || ': ' || tenant, 0)`);
    // Null: every tenant. Nobody is barred then: sweeps base what they write on rows that stand.
    await runner.query(`
      CREATE FUNCTION enter_tenants(tenants text[]) RETURNS text[] LANGUAGE plpgsql VOLATILE AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock_shared(tenant_lock(tenant))
          FROM (SELECT DISTINCT unnest(coalesce(tenants, ARRAY['*'])) AS tenant ORDER BY 1) AS entering;
        RETURN ARRAY(
          SELECT tenant FROM unnest(tenants) AS tenant
          JOIN tenant_gate AS gate ON gate.tenant_key = tenant_key(tenant)
          WHERE gate.state IN ('wiping', 'wiped'));
      END $$`);
    await runner.query(`
      CREATE FUNCTION is_suspended(tenant text) RETURNS boolean LANGUAGE sql STABLE STRICT
      RETURN EXISTS (
        SELECT 1 FROM tenant_gate AS gate WHERE gate.tenant_key = tenant_key(tenant) AND gate.state <> 'active')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION is_suspended, enter_tenants, tenant_lock, tenant_key');
    await runner.query('DROP TABLE tenant_gate');
  }
}
