import { addDays, beginOf, dayOf } from '@gong-timeline/domain';

/** [from, to): from its first moment to that of the next. */
export interface Day {
  readonly day: string;
  readonly from: Date;
  readonly to: Date;
}

/** The days of the calendar up to that of `now`, oldest first. */
export const lastDays = (now: Date, days: number, timeZone: string): readonly Day[] => {
  const first = addDays(dayOf(now, timeZone), 1 - days);
  return Array.from({ length: days }, (_, index) => {
    const day = addDays(first, index);
    return { day, from: beginOf(day, timeZone), to: beginOf(addDays(day, 1), timeZone) };
  });
};
