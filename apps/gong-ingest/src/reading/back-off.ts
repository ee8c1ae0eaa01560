/** Pauses before the next tries while the job stays in hand; then it is laid aside, so that others get their turn. */
export const IN_HAND_MS = [500, 1_000, 2_000, 4_000, 8_000] as const;

const FIRST_LAID_ASIDE_MS = 15_000;
const LONGEST_LAID_ASIDE_MS = 120_000;

/** How long a job is laid aside that has been failing for so long: about as long again, within bounds. */
export const laidAsideForMs = (failingForMs: number): number =>
  Math.min(LONGEST_LAID_ASIDE_MS, Math.max(FIRST_LAID_ASIDE_MS, failingForMs));
