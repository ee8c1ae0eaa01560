import type { FieldType } from '@gong-timeline/contracts';

export type FieldValue = string | number | boolean;

/** What a value is expected to be, for people. */
export const EXPECTED: Readonly<Record<FieldType, string>> = {
  text: 'text of at most 4,000 characters',
  number: 'a number such as 1200.5',
  date: 'a day such as 2026-03-31, or a time such as 2026-03-31T09:30:00Z, with Z or an offset',
  boolean: 'true or false',
};

const LONGEST_TEXT = 4000;

/** The type that the first value of a field gives it. Text that looks like a day may be no date elsewhere: text. */
export const typeOfValue = (value: FieldValue): FieldType =>
  typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';

/** A value from JSON as it is stored; null when it does not fit the field's type. */
export const fitValue = (type: FieldType, value: FieldValue): FieldValue | null => {
  if (type === 'date') return typeof value === 'string' ? readDate(value) : null;
  if (typeOfValue(value) !== type) return null;
  // JSON has a negative zero, the database has none.
  return value === 0 ? 0 : value;
};

/** A value written as text, as in a cell of a CSV file. */
export const readValue = (type: FieldType, text: string): FieldValue | null => {
  if (type === 'text') return text.length <= LONGEST_TEXT ? text : null;
  const trimmed = text.trim();
  if (type === 'date') return readDate(trimmed);
  if (type === 'boolean') return BOOLEANS.get(trimmed.toLowerCase()) ?? null;
  const number = NUMBER.test(trimmed) ? Number(trimmed) : Number.NaN;
  return Number.isFinite(number) ? fitValue('number', number) : null;
};

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['yes', true],
  ['no', false],
  ['1', true],
  ['0', false],
]);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
/** Salesforce writes offsets without the colon. */
const TIME = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** A day as it is, a time in UTC: so equal times are equal texts, and texts of one kind order as times do. */
const readDate = (text: string): string | null => {
  const trimmed = text.trim();
  if (DAY.test(trimmed)) return isDay(trimmed) ? trimmed : null;
  const day = TIME.exec(trimmed)?.[1];
  if (day === undefined || !isDay(day)) return null;
  return new Date(trimmed.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')).toISOString();
};

/** JavaScript reads February 30 as March 2. */
const isDay = (day: string): boolean => {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
};
