import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';
import { withBinaryArrays } from './array-parameters';
import type { QueryOptions } from './tenant-database';

const names = new Map<string, string>();
/** Each is kept by every connection, here and in PostgreSQL: what comes after these is planned anew each time. */
const MOST_PREPARED = 200;

/** A statement as the driver takes it. By its name the driver, and PostgreSQL, know one that they have prepared. */
export const statementOf = (sql: string, parameters: readonly unknown[], options?: QueryOptions): QueryConfig => {
  const name = options?.prepared === true ? nameOf(sql) : undefined;
  const statement = { text: sql, values: withBinaryArrays(sql, parameters) };
  return name === undefined ? statement : { ...statement, name };
};

const nameOf = (sql: string): string | undefined => {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST_PREPARED) return known;
  const name = createHash('sha256').update(sql).digest('hex').slice(0, 32);
  names.set(sql, name);
  return name;
};
