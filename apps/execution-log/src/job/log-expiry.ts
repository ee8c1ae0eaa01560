/** S31. */
const LOG_LIFE_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Until when the log of a job that ended then can be downloaded. */
export const expiresAt = (endedAt: Date): Date => new Date(endedAt.getTime() + LOG_LIFE_DAYS * DAY_MS);

export const hasExpired = (endedAt: Date, now: Date): boolean => now >= expiresAt(endedAt);

/** Jobs that ended then or before have expired now. */
export const expiredWhenEndedBy = (now: Date): Date => new Date(now.getTime() - LOG_LIFE_DAYS * DAY_MS);
