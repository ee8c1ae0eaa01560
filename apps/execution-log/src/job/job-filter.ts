import {
  COUNTS,
  type Count,
  countOf,
  JOB_STATUSES,
  type JobStatus,
  OUTCOME_CODES,
  type OutcomeCode,
} from '@gong-timeline/domain';

export type Parsed<T> = { readonly value: T } | { readonly fault: string };

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

export const parseCounts: (text: string) => Parsed<readonly Count[]> = listOf(COUNTS);

/** The codes that are asked for, by name or by what they count as; null: all of them. */
export const codesOf = (
  codes: readonly OutcomeCode[] | null,
  counts: readonly Count[] | null,
): readonly OutcomeCode[] | null =>
  counts === null ? codes : (codes ?? OUTCOME_CODES).filter((code) => counts.includes(countOf(code)));
