import { CompanyRow, PersonRow, UserRow } from '@gong-timeline/contracts';
import { describeErrors } from '@gong-timeline/runtime';
import type { TSchema } from '@sinclair/typebox';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import { type Fault, fault } from './row-problem';

export interface Rows {
  readonly companies: CompanyRow;
  readonly persons: PersonRow;
  readonly users: UserRow;
}

const CHECKS: { readonly [K in keyof Rows]: TypeCheck<TSchema> } = {
  companies: TypeCompiler.Compile(CompanyRow),
  persons: TypeCompiler.Compile(PersonRow),
  users: TypeCompiler.Compile(UserRow),
};

/** One line as a row of its kind, or the first thing that is wrong with it. */
export const parseRow = <K extends keyof Rows>(kind: K, text: string): Rows[K] | Fault => {
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch (error) {
    return fault(null, text, `expected a JSON object (${(error as SyntaxError).message.slice(0, 100)})`);
  }
  const check = CHECKS[kind];
  if (!check.Check(row)) {
    const first = check.Errors(row).First();
    const [described] = describeErrors('', check.Errors(row));
    if (first === undefined || described === undefined || described.field === '') {
      return fault(null, text, 'expected a JSON object');
    }
    return fault(described.field.slice(1), first.value, described.message);
  }
  return unstorable(row, '') ?? (row as Rows[K]);
};

/** PostgreSQL holds no NUL, and half of a surrogate pair is no character. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

const unstorable = (value: unknown, field: string): Fault | null => {
  if (typeof value === 'string') {
    return UNSTORABLE.test(value) ? fault(field, null, 'expected text without NUL and half characters') : null;
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, part] of Object.entries(value)) {
    const step = Array.isArray(value) ? `${field}[${name}]` : field === '' ? name : `${field}.${name}`;
    const found = unstorable(part, step);
    if (found !== null) return found;
  }
  return null;
};
