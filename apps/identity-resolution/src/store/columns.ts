/** Rows as one array a column: the parameters of `unnest`. */
export const columns = (rows: readonly (readonly string[])[]): string[][] => {
  const [first] = rows;
  return (first ?? []).map((_, column) => rows.map((row) => row[column] ?? ''));
};
