/**
 * For a migration: statements that make a table of tenants' data one that the application adds to and reads, and never
 * changes. `migrate` takes UPDATE and DELETE of it from the application's role; whoever owns it is stopped by a trigger.
 * One way is left: the rows of a tenant that is being wiped go by `wipe_<table>`, and of no other.
 */
export const appendOnly = (table: string): readonly string[] => [
  `COMMENT ON TABLE ${table} IS 'append-only: the application may INSERT and SELECT'`,
  `CREATE FUNCTION refuse_change_of_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' AND EXISTS (
       SELECT 1 FROM tenant_gate WHERE wiping_id = OLD.tenant_id AND state = 'wiping') THEN
       RETURN OLD;
     END IF;
     RAISE EXCEPTION '% of ${table} is refused: it is append-only', TG_OP USING ERRCODE = 'insufficient_privilege';
   END $$`,
  `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ${table}
   FOR EACH ROW EXECUTE FUNCTION refuse_change_of_${table}()`,
  `CREATE FUNCTION refuse_truncate_of_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'TRUNCATE of ${table} is refused: it is append-only' USING ERRCODE = 'insufficient_privilege';
   END $$`,
  `CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON ${table}
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate_of_${table}()`,
  `CREATE FUNCTION wipe_${table}(tenant text, most integer) RETURNS bigint
   LANGUAGE sql SECURITY DEFINER
   BEGIN ATOMIC
     WITH gone AS (
       DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE tenant_id = tenant LIMIT most))
       RETURNING 1)
     SELECT count(*) FROM gone;
   END`,
];
