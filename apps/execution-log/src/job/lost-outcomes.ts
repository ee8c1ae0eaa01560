import { type ByCode, sumOf } from './counts-of';

const HOUR_MS = 60 * 60 * 1000;

/** Longer than any step needs for what is under way, shorter than the pause between two runs. */
export const OVERDUE_AFTER_MS = HOUR_MS / 2;

/**
 * When reading has ended and no outcome came for this long, none will: on its way a call is kept by three topics in turn, by
 * each for a day and the hour of an open segment (TOPICS). What comes later all the same (a replay) still takes its place.
 */
export const LOST_AFTER_MS = 3 * 25 * HOUR_MS;

/** The same for the end of reading, which a job may reach after days of waiting for Gong's quota: a week, and a day. */
export const READING_LOST_AFTER_MS = 8 * 24 * HOUR_MS;

export interface Accounted {
  readonly calls_seen: number;
  readonly calls_read: number | null;
  readonly by_code: ByCode;
  readonly written_off_at: Date | null;
}

/** While it runs, what was read is what was told of it so far, and never less than what is done. */
export const readSoFar = ({ calls_seen, calls_read, by_code }: Accounted): number =>
  calls_read ?? Math.max(calls_seen, sumOf(by_code));

/** Calls of a job that was closed without their outcomes. They are not known by id, so that they have no line of their own. */
export const lostOutcomes = (job: Accounted): number =>
  job.written_off_at === null ? 0 : Math.max(0, readSoFar(job) - sumOf(job.by_code));

/** What became of all its calls: what was lost counts as an error of ours, so that S32 holds in every finished job. */
export const accountedByCode = (job: Accounted): ByCode => {
  const lost = lostOutcomes(job);
  return lost === 0 ? job.by_code : { ...job.by_code, 'internal.error': (job.by_code['internal.error'] ?? 0) + lost };
};
