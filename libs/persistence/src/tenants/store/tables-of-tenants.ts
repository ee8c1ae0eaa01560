import type { Reader } from '../../tenant-database';

export interface TenantTable {
  readonly name: string;
  /** Its rows go by its own function: the application may not delete any (`appendOnly`). */
  readonly appendOnly: boolean;
}

interface Row {
  readonly name: string;
  readonly append_only: boolean;
  readonly refers_to: string[];
}

/** Found by their column, so that a new one cannot be forgotten. Whoever refers to another comes before it. */
export const tablesOfTenants = async (reader: Reader): Promise<readonly TenantTable[]> => {
  const rows = await reader.query<Row>(`
    SELECT c.relname AS name, coalesce(obj_description(c.oid, 'pg_class') LIKE 'append-only%', false) AS append_only,
           ARRAY(SELECT f.confrelid::regclass::text FROM pg_constraint f
                 WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS refers_to
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attname = 'tenant_id'
      AND NOT a.attisdropped
    ORDER BY c.relname`);
  return inOrder(rows).map(({ name, append_only: appendOnly }) => ({ name, appendOnly }));
};

const inOrder = (rows: readonly Row[]): readonly Row[] => {
  const placed = new Set<string>();
  const referredFirst: Row[] = [];
  const place = (row: Row): void => {
    if (placed.has(row.name)) return;
    placed.add(row.name);
    for (const other of rows) if (row.refers_to.includes(other.name)) place(other);
    referredFirst.push(row);
  };
  for (const row of rows) place(row);
  return referredFirst.reverse();
};
