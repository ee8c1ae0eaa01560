import type { ImportResult } from '@gong-timeline/contracts';

/** What is wrong with a row, told to who sent it. */
export type RowProblem = ImportResult['errors'][number];

/** The same before it is known where the row stood. */
export type Fault = Omit<RowProblem, 'line'>;

/** More of a value than a person reads; it may be 64 KiB long. */
const LONGEST_VALUE = 200;

export const fault = (field: string | null, value: unknown, message: string): Fault => {
  const text = value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);
  const shown = text === null ? null : [...text.slice(0, 2 * LONGEST_VALUE)];
  const cut = shown === null || shown.length <= LONGEST_VALUE ? shown : [...shown.slice(0, LONGEST_VALUE), '…'];
  return { field, value: cut === null ? null : cut.join(''), message };
};

export const isFault = (value: unknown): value is Fault =>
  typeof value === 'object' && value !== null && 'message' in value && 'field' in value;
