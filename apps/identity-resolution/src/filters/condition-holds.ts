import type { StepFilters } from '@gong-timeline/contracts';
import { dateSpan, type Span } from './date-span';
import { foldText } from './fold-text';

export type Condition = StepFilters['conditions'][number];
/** What a field of the directory holds. */
export type FieldValue = string | number | boolean | null;

/**
 * Whether a condition holds of a value (S8). The negative operators hold for an empty field, the others do not. A value
 * that is not of the type of the condition's field (its type was changed after Save) equals nothing.
 */
export const conditionHolds = ({ type, operator, value: operand }: Condition, value: FieldValue): boolean => {
  if (operator === 'is null') return isEmpty(value);
  if (operator === 'is not null') return !isEmpty(value);
  if (isEmpty(value)) return NEGATIVE.has(operator);
  switch (type) {
    case 'text':
      return textHolds(operator, foldText(String(value)), listOf(operand).map(String).map(foldText));
    case 'boolean':
      return value === operand;
    case 'number':
    case 'date': {
      const at = spanOf(type, value);
      return at === null ? NEGATIVE.has(operator) : orderHolds(operator, at.from, rangeOf(type, operand));
    }
    default:
      return type satisfies never;
  }
};

/** An empty text is null (S8), and so is one of blanks only: people cannot tell them apart. */
export const isEmpty = (value: FieldValue): value is null | '' =>
  value === null || (typeof value === 'string' && value.trim() === '');

const NEGATIVE: ReadonlySet<Condition['operator']> = new Set<Condition['operator']>([
  'not equals',
  'does not contain',
  '!=',
]);

const textHolds = (operator: Condition['operator'], text: string, operands: readonly string[]): boolean => {
  switch (operator) {
    case 'equals':
    case 'in':
      return operands.includes(text);
    case 'not equals':
      return !operands.includes(text);
    case 'contains':
      return operands.some((part) => text.includes(part));
    case 'does not contain':
      return !operands.some((part) => text.includes(part));
    case 'starts with':
      return operands.some((part) => text.startsWith(part));
    default:
      throw new Error(`The operator ${operator} is not one of texts`);
  }
};

/** Of a day and of `between`, `from` and `to` are two. A field that holds a day without a time is at its beginning. */
const orderHolds = (operator: Condition['operator'], at: number, { from, to }: Span): boolean => {
  switch (operator) {
    case '=':
    case 'between':
      return from <= at && at <= to;
    case '!=':
      return at < from || to < at;
    case '<':
      return at < from;
    case '<=':
      return at <= to;
    case '>':
      return at > to;
    case '>=':
      return at >= from;
    default:
      throw new Error(`The operator ${operator} is not one of numbers and dates`);
  }
};

/** Null when the value is not of that type. */
export const spanOf = (type: 'number' | 'date', value: unknown): Span | null => {
  if (type === 'date') return typeof value === 'string' ? dateSpan(value) : null;
  return typeof value === 'number' ? { from: value, to: value } : null;
};

/** The one value of a condition, or the two of `between`. */
const rangeOf = (type: 'number' | 'date', operand: Condition['value']): Span => {
  const values = listOf(operand);
  const from = spanOf(type, values[0]);
  const to = spanOf(type, values.at(-1));
  if (from === null || to === null) throw new Error(`${JSON.stringify(operand)} is no ${type}`);
  return { from: from.from, to: to.to };
};

export const listOf = <T>(operand: T | readonly T[] | undefined): readonly T[] =>
  operand === undefined ? [] : Array.isArray(operand) ? (operand as readonly T[]) : [operand as T];
