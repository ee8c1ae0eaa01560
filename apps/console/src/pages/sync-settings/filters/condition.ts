import type { JsonOf, SyncSettings } from '../../../api/types';

export type FilterField = JsonOf<'listFilterFields'>['items'][number];
export type Filters = NonNullable<SyncSettings['filters']>;
export type Condition = Filters['conditions'][number];
export type Operator = Condition['operator'];
export type Value = Condition['value'];

export const NO_FILTERS: Filters = { conditions: [], expression: null };

/** Fields are told apart by both: a Company has a name, and so has a User. */
export const fieldKey = ({ object, field }: Pick<Condition, 'object' | 'field'>): string => `${object} ${field}`;

export const fieldOf = (condition: Condition, fields: readonly FilterField[]): FilterField | undefined =>
  fields.find((field) => fieldKey(field) === fieldKey(condition));

/** The first letter that is free: those of other conditions stay, for the expression names them. OR is a word of it. */
export const freeLetter = (conditions: readonly Condition[]): string => {
  const taken = new Set(conditions.map(({ letter }) => letter));
  const single = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const all = [...single, ...single.flatMap((first) => single.map((second) => first + second))];
  return all.find((letter) => letter !== 'OR' && !taken.has(letter)) ?? 'ZZ';
};

type Shape = 'none' | 'one' | 'several' | 'two';
export const shapeOf = (operator: Operator): Shape => {
  if (operator === 'is null' || operator === 'is not null') return 'none';
  if (operator === 'in') return 'several';
  return operator === 'between' ? 'two' : 'one';
};

/** What stays of a value when another operator is chosen: nothing that would mean something else. */
const valueFor = (operator: Operator, { value, operator: before }: Condition): Value => {
  if (shapeOf(operator) === shapeOf(before)) return value;
  if (operator === 'in' && typeof value === 'string' && value.trim() !== '') return [value];
  if (shapeOf(operator) === 'one' && Array.isArray(value) && value.length === 1) return value[0];
  return undefined;
};

export const withOperator = (condition: Condition, operator: Operator): Condition => {
  const { value: _, ...rest } = condition;
  const value = valueFor(operator, condition);
  return value === undefined ? { ...rest, operator } : { ...rest, operator, value };
};

/** Another field of the same type keeps what was typed. */
export const withField = (condition: Condition, to: FilterField, fields: readonly FilterField[]): Condition => {
  const { object, field } = to;
  if (fieldOf(condition, fields)?.type === to.type) return { ...condition, object, field };
  const [operator] = to.operators as Operator[];
  return { letter: condition.letter, object, field, operator: operator ?? 'is null' };
};

export const withValue = (condition: Condition, value: Value): Condition => {
  const { value: _, ...rest } = condition;
  return value === undefined ? rest : { ...rest, value };
};
