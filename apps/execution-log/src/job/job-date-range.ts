import type { JobDatePreset } from '@gong-timeline/contracts';
import { type AskedSpan, addDays, beginOf, dayOf, isTimeZone, type TimeSpan, timeSpan } from '@gong-timeline/domain';

/** The filter Job Date as it is asked for (S29): a preset, or a range of its own. */
export interface JobDateFilter extends AskedSpan {
  readonly jobDate?: JobDatePreset;
}

/** Jobs that started in [from, to); null is open. */
export type JobDateRange = TimeSpan;

export type FieldFault = { readonly field: keyof JobDateFilter; readonly fault: string };

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

export const jobDateRange = ({ jobDate, ...asked }: JobDateFilter, now: Date): JobDateRange | FieldFault => {
  const { timeZone = 'UTC' } = asked;
  if (jobDate === undefined || !isTimeZone(timeZone)) return timeSpan(asked);
  if (asked.from !== undefined || asked.to !== undefined) {
    return { field: 'jobDate', fault: 'expected either a preset, or from and to, not both' };
  }
  const [first, end] = DAYS[jobDate](dayOf(now, timeZone));
  return { from: beginOf(first, timeZone), to: beginOf(end, timeZone) };
};
