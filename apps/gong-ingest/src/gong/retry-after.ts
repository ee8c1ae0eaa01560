const LONGEST_MS = 25 * 60 * 60 * 1000;

/**
 * `Retry-After` in ms: Gong sends seconds, HTTP also allows a date. Null when it says nothing usable. Never longer than
 * a day and an hour: the daily quota is the longest thing there is to wait for.
 */
export const retryAfterMs = (header: string | null, now: Date): number | null => {
  if (header === null) return null;
  const text = header.trim();
  const isSeconds = /^\d{1,9}(\.\d+)?$/.test(text);
  // Date.parse would take "-5" for a month.
  const isDate = /^[A-Za-z]{3}, /.test(text);
  const ms = isSeconds ? Number(text) * 1000 : isDate ? Date.parse(text) - now.getTime() : Number.NaN;
  return Number.isFinite(ms) ? Math.min(Math.max(0, Math.ceil(ms)), LONGEST_MS) : null;
};
