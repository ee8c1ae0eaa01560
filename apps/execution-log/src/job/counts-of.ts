import { COUNTS, type Count, countOf, type OutcomeCode } from '@gong-timeline/domain';

/** How many calls of a job ended with each code; codes with none are absent. */
export type ByCode = Readonly<Partial<Record<OutcomeCode, number>>>;

/** The six counts of the log (S29) from the codes they are made of. */
export const countsOf = (byCode: ByCode): Record<Count, number> => {
  const counts = Object.fromEntries(COUNTS.map((count) => [count, 0])) as Record<Count, number>;
  for (const [code, calls] of Object.entries(byCode)) counts[countOf(code as OutcomeCode)] += calls;
  return counts;
};

export const sumOf = (byCode: ByCode): number => Object.values(byCode).reduce((sum, calls) => sum + calls, 0);
