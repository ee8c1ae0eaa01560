import type { FieldType, Filters, FilterOperator } from '@gong-timeline/contracts';
import { listOf, spanOf } from './condition-holds';

type Value = Filters['conditions'][number]['value'];

/** What is wrong with the value of a condition, in words; null when it fits the operator and the field's type. */
export const valueFault = (type: FieldType, operator: FilterOperator, value: Value): string | null => {
  switch (operator) {
    case 'is null':
    case 'is not null':
      return value === undefined ? null : `is not known here: ${operator} has no value; leave it out`;
    case 'in':
      return Array.isArray(value) ? faultOfAny(type, value) : expected(`a list, each ${EXPECTED[type]}`, value);
    case 'between':
      if (!Array.isArray(value) || value.length !== 2) return expected(`[from, to], each ${EXPECTED[type]}`, value);
      return faultOfAny(type, value) ?? upsideDown(type, value);
    default:
      return value === undefined || Array.isArray(value)
        ? expected(EXPECTED[type], value)
        : faultOfAny(type, listOf(value));
  }
};

const EXPECTED: Readonly<Record<FieldType, string>> = {
  text: 'a text that is not blank',
  number: 'a number',
  date: 'a day such as 2026-03-31, or a time such as 2026-03-31T09:30:00Z, with Z or an offset',
  boolean: 'true or false',
};

const FITS: Readonly<Record<FieldType, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' && value.trim() !== '',
  number: (value) => spanOf('number', value) !== null,
  date: (value) => spanOf('date', value) !== null,
  boolean: (value) => typeof value === 'boolean',
};

const faultOfAny = (type: FieldType, values: readonly unknown[]): string | null => {
  const misfit = values.find((value) => !FITS[type](value));
  return misfit === undefined ? null : expected(EXPECTED[type], misfit);
};

const upsideDown = (type: FieldType, [from, to]: readonly unknown[]): string | null => {
  if (type !== 'number' && type !== 'date') return null;
  const first = spanOf(type, from)?.from ?? 0;
  const last = spanOf(type, to)?.to ?? 0;
  return first <= last ? null : `is upside down: ${String(from)} comes after ${String(to)}; expected [from, to]`;
};

const expected = (what: string, value: unknown): string =>
  value === undefined ? `is missing; expected ${what}` : `expected ${what}, got ${inWords(value)}`;

const inWords = (value: unknown): string => {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${[...text].slice(0, 60).join('')}…`;
};
