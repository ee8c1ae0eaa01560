import { addDays, beginOf, isTimeZone } from './day-in-zone';

/** A range as it is asked for: ISO 8601 times, or days of `timeZone`, both of them whole. */
export interface AskedSpan {
  readonly from?: string;
  readonly to?: string;
  readonly timeZone?: string;
}

/** [from, to); null is open. */
export interface TimeSpan {
  readonly from: Date | null;
  readonly to: Date | null;
}

export type SpanFault = { readonly field: keyof AskedSpan; readonly fault: string };

/** A day, or a time with its offset: without one it would mean another time in each place. */
const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d))?$/;
const EXPECTED_TIME = 'expected an ISO 8601 time with an offset, such as 2026-03-03T12:00:00Z, or a day';

export const timeSpan = ({ timeZone = 'UTC', ...asked }: AskedSpan): TimeSpan | SpanFault => {
  if (!isTimeZone(timeZone)) {
    return { field: 'timeZone', fault: 'expected the IANA name of a time zone, such as Europe/Berlin' };
  }
  const from = timeOf(asked.from, 0, timeZone);
  if (from === 'unreadable') return { field: 'from', fault: EXPECTED_TIME };
  const to = timeOf(asked.to, 1, timeZone);
  if (to === 'unreadable') return { field: 'to', fault: EXPECTED_TIME };
  if (from !== null && to !== null && from >= to) {
    return { field: 'to', fault: 'expected a time after the beginning of the range' };
  }
  return { from, to };
};

/** `wholeDays`: of a day alone, how many days after its begin is meant. */
const timeOf = (text: string | undefined, wholeDays: 0 | 1, timeZone: string): Date | null | 'unreadable' => {
  if (text === undefined) return null;
  const time = new Date(text);
  if (!ISO_TIME.test(text) || Number.isNaN(time.getTime()) || !isRealDay(text.slice(0, 10))) return 'unreadable';
  return text.length === 10 ? beginOf(addDays(text, wholeDays), timeZone) : time;
};

/** A Date takes the 30th of February for the 2nd of March. */
const isRealDay = (day: string): boolean => new Date(day).toISOString().startsWith(day);
