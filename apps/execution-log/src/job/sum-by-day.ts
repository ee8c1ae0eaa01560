import { addDays, COUNTS, type Count, dayOf } from '@gong-timeline/domain';
import { countsOf } from './counts-of';
import { type Accounted, accountedByCode } from './lost-outcomes';

export interface CountedDay {
  readonly day: string;
  readonly counts: Readonly<Record<Count, number>>;
}

export interface JobOfDay extends Accounted {
  readonly job_date: Date;
}

/** The last days, `last` among them, in the order of the calendar, with what became of the calls of their jobs. */
export const sumByDay = (
  jobs: readonly JobOfDay[],
  { last, days, timeZone }: { readonly last: string; readonly days: number; readonly timeZone: string },
): readonly CountedDay[] => {
  const sums = new Map(
    Array.from({ length: days }, (_, index) => [addDays(last, index - days + 1), countsOf({})] as const),
  );
  for (const job of jobs) {
    const sum = sums.get(dayOf(job.job_date, timeZone));
    if (sum === undefined) continue;
    const counts = countsOf(accountedByCode(job));
    for (const count of COUNTS) sum[count] += counts[count];
  }
  return [...sums].map(([day, counts]) => ({ day, counts }));
};
