import type { JobDatePreset } from '@gong-timeline/contracts';
import { addDays, beginOf, dayOf, isTimeZone } from './day-in-zone';

/** The filter Job Date as it is asked for (S29): a preset, or a range of its own. */
export interface JobDateFilter {
  readonly jobDate?: JobDatePreset;
  readonly from?: string;
  readonly to?: string;
  readonly timeZone?: string;
}

/** Jobs that started in [from, to); null is open. */
export interface JobDateRange {
  readonly from: Date | null;
  readonly to: Date | null;
}

export type FieldFault = { readonly field: keyof JobDateFilter; readonly fault: string };

/** A day, or a time with its offset: without one it would mean another time in each place. */
const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d))?$/;
const EXPECTED_TIME = 'expected an ISO 8601 time with an offset, such as 2026-03-03T12:00:00Z, or a day';

const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** First day, and the one after the last. */
const DAYS: Record<JobDatePreset, (today: string) => readonly [first: string, end: string]> = {
  today: (today) => [today, addDays(today, 1)],
  yesterday: (today) => [addDays(today, -1), today],
  'last-7-days': (today) => [addDays(today, -6), addDays(today, 1)],
  'last-30-days': (today) => [addDays(today, -29), addDays(today, 1)],
  'this-month': (today) => [monthOf(today), monthOf(addDays(monthOf(today), 31))],
  'last-month': (today) => [monthOf(addDays(monthOf(today), -1)), monthOf(today)],
};

export const jobDateRange = (filter: JobDateFilter, now: Date): JobDateRange | FieldFault => {
  const { jobDate, timeZone = 'UTC' } = filter;
  if (!isTimeZone(timeZone)) {
    return { field: 'timeZone', fault: 'expected the IANA name of a time zone, such as Europe/Berlin' };
  }
  if (jobDate !== undefined) {
    if (filter.from !== undefined || filter.to !== undefined) {
      return { field: 'jobDate', fault: 'expected either a preset, or from and to, not both' };
    }
    const [first, end] = DAYS[jobDate](dayOf(now, timeZone));
    return { from: beginOf(first, timeZone), to: beginOf(end, timeZone) };
  }
  const from = timeOf(filter.from, 0, timeZone);
  if (from === 'unreadable') return { field: 'from', fault: EXPECTED_TIME };
  const to = timeOf(filter.to, 1, timeZone);
  if (to === 'unreadable') return { field: 'to', fault: EXPECTED_TIME };
  if (from !== null && to !== null && from >= to) {
    return { field: 'to', fault: 'expected a time after query.from: the range is upside down' };
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
