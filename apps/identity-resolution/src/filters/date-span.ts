import { fitValue } from '../directory/field-value';

/** From its first to its last millisecond, both included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const DAY_LENGTH = 'YYYY-MM-DD'.length;

/**
 * When an ISO 8601 day or time is. A day is the whole day in UTC, so that `<= 2026-03-31` takes its last hour in and
 * `= 2026-03-31` any time of it; a time is that instant. Null when the text is neither.
 */
export const dateSpan = (text: string): Span | null => {
  const date = fitValue('date', text);
  if (typeof date !== 'string') return null;
  const from = Date.parse(date);
  return { from, to: date.length === DAY_LENGTH ? from + DAY_MS - 1 : from };
};
