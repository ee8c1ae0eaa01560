import { JOB_STATUSES, type JobStatus, OUTCOME_CODES, type OutcomeCode } from '@gong-timeline/domain';

export type Parsed<T> = { readonly value: T } | { readonly fault: string };

/** A day, or a time with its offset: without one it would mean another time in each place. */
const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d))?$/;

/** The Job Date filter's ends (S29). A day alone is its beginning, in UTC. */
export const parseTime = (text: string): Parsed<Date> => {
  const time = new Date(text);
  return ISO_TIME.test(text) && !Number.isNaN(time.getTime()) && isRealDay(text.slice(0, 10))
    ? { value: time }
    : { fault: 'expected an ISO 8601 time with an offset, such as 2026-03-03T12:00:00Z, or a day' };
};

/** A Date takes the 30th of February for the 2nd of March. */
const isRealDay = (day: string): boolean => new Date(day).toISOString().startsWith(day);

const listOf =
  <T extends string>(known: readonly T[]) =>
  (text: string): Parsed<readonly T[]> => {
    const parts = text.split(',').map((part) => part.trim());
    return parts.every((part): part is T => (known as readonly string[]).includes(part))
      ? { value: [...new Set(parts)] }
      : { fault: `expected one or several of ${known.join(', ')}, separated by commas` };
  };

/** Execution Status: one or several (S29). */
export const parseStatuses: (text: string) => Parsed<readonly JobStatus[]> = listOf(JOB_STATUSES);

export const parseCodes: (text: string) => Parsed<readonly OutcomeCode[]> = listOf(OUTCOME_CODES);
