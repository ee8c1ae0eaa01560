import { CompanyRow, PersonRow, UserRow } from '@gong-timeline/contracts';
import { describeErrors, findUnstorable, UNSTORABLE_MESSAGE } from '@gong-timeline/runtime';
import type { TSchema } from '@sinclair/typebox';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import { type Fault, fault } from './row-problem';

export interface Rows {
  readonly companies: CompanyRow;
  readonly persons: PersonRow;
  readonly users: UserRow;
}

const SCHEMAS = { companies: CompanyRow, persons: PersonRow, users: UserRow } as const;
const CHECKS: { readonly [K in keyof Rows]: TypeCheck<TSchema> } = {
  companies: TypeCompiler.Compile(CompanyRow),
  persons: TypeCompiler.Compile(PersonRow),
  users: TypeCompiler.Compile(UserRow),
};

/** An object as a row of its kind, or the first thing that is wrong with it. */
export const checkRow = <K extends keyof Rows>(kind: K, given: Record<string, unknown>): Rows[K] | Fault => {
  const row = withEmptyLists(kind, given);
  const check = CHECKS[kind];
  if (!check.Check(row)) {
    const first = check.Errors(row).First();
    const [described] = describeErrors('', check.Errors(row));
    if (first === undefined || described === undefined) throw new Error('A row is refused for no reason');
    return fault(described.field.slice(1), first.value, described.message);
  }
  const found = findUnstorable(row, '');
  return found === null ? (row as Rows[K]) : fault(found.field.slice(1), found.value, UNSTORABLE_MESSAGE);
};

/** null empties a list as it does any field that may be empty. */
const withEmptyLists = (kind: keyof Rows, row: Record<string, unknown>): Record<string, unknown> => {
  if (!Object.values(row).includes(null)) return row;
  const fields: Readonly<Record<string, TSchema>> = SCHEMAS[kind].properties;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value === null && fields[name]?.type === 'array' ? [] : value]),
  );
};
