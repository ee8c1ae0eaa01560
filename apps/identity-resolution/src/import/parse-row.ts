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
  const found = findUnstorable(row, '');
  return found === null ? (row as Rows[K]) : fault(found.field.slice(1), found.value, UNSTORABLE_MESSAGE);
};
