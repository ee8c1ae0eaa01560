import type { Reader } from '@gong-timeline/persistence';

export interface Column {
  readonly name: string;
  readonly type: string;
  /** Of an enum, its first word. */
  readonly label: string | null;
}

export interface Table {
  readonly name: string;
  /** Row level security is on, for the owner too. */
  readonly forced: boolean;
  readonly policies: readonly { readonly name: string; readonly forAll: boolean }[];
  /** What its policies look at: the column that names the tenant. */
  readonly tenantColumn: string | null;
  /** Those that a new row must name. */
  readonly required: readonly Column[];
}

/** Everything in the schema that rows can be read from, as the catalogue has it. */
export const tablesOf = (outside: Reader, schema: string): Promise<Table[]> =>
  outside.query<Table>(
    `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
       coalesce((
         SELECT json_agg(json_build_object('name', polname, 'forAll', polcmd = '*' AND polpermissive AND polroles = '{0}'))
         FROM pg_policy WHERE polrelid = c.oid), '[]') AS policies,
       (SELECT min(a.attname) FROM pg_policy p
        JOIN pg_depend d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid AND d.refobjid = c.oid
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
        WHERE p.polrelid = c.oid) AS "tenantColumn",
       coalesce((
         SELECT json_agg(json_build_object('name', a.attname, 'type', a.atttypid::regtype::text, 'label',
           (SELECT enumlabel FROM pg_enum WHERE enumtypid = a.atttypid ORDER BY enumsortorder LIMIT 1)))
         FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull
           AND a.attgenerated = '' AND a.attidentity = ''), '[]') AS required
     FROM pg_class c WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
     ORDER BY 1`,
    [schema],
  );
