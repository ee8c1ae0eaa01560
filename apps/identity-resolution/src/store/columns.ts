/** Rows as one array a column: the parameters of `unnest`. */
export const columns = (rows: readonly (readonly string[])[]): string[][] => {
  const [first] = rows;
  return (first ?? []).map((_, column) => rows.map((row) => row[column] ?? ''));
};

/**
 * The tenant beside each key, for `unnest($1::text[], $2::text[])`. Statements that touch many rows join to such pairs
 * and never say `tenant_id = $1`: PostgreSQL takes a tenant that it has no statistics of for one of hardly any rows, and
 * then reads all of the tenant's, once a key.
 */
export const ofTenant = (
  tenantId: string,
  keys: readonly string[],
): readonly [readonly string[], readonly string[]] => [keys.map(() => tenantId), keys];
