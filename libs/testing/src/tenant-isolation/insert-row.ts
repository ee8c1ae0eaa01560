import type { Column, Table } from './tables-of';

const NUMBERS = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'];
const TIMES = ['timestamp with time zone', 'timestamp without time zone', 'date'];

/**
 * A statement that puts a row of the tenant into the table. `number` makes its keys differ from those of other rows.
 * The schema's CHECKs and keys are not asked: the contract takes them away first.
 */
export function insertRow(table: Table, tenant: string, number: number): string {
  const columns = table.required.filter(({ name }) => name !== table.tenantColumn);
  const names = [table.tenantColumn, ...columns.map(({ name }) => name)].map((name) => `"${name}"`);
  const values = [`'${tenant}'`, ...columns.map((column) => valueOf(table, column, number))];
  return `INSERT INTO "${table.name}" (${names.join(', ')}) VALUES (${values.join(', ')})`;
}

function valueOf(table: Table, { name, type, label }: Column, number: number): string {
  if (label !== null) return `'${label}'`;
  if (type.endsWith('[]')) return `'{}'`;
  if (['text', 'character varying'].includes(type)) return `'value ${number}'`;
  if (type === 'uuid') return 'gen_random_uuid()';
  if (NUMBERS.includes(type)) return String(number);
  if (type === 'boolean') return 'false';
  if (TIMES.includes(type)) return 'now()';
  if (['json', 'jsonb'].includes(type)) return `'{}'`;
  if (type === 'bytea') return `'\\x00'`;
  if (['interval', 'xid8'].includes(type)) return `'0'`;
  throw new Error(`Say in insert-row.ts what to put into ${table.name}.${name}, of the type ${type}`);
}
