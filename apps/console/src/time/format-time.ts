export type TimeZoneChoice = 'utc' | 'local';
/** An IANA name, as the API takes it in `timeZone`. */
export const zoneName = (choice: TimeZoneChoice): string =>
  choice === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Made once: to make one takes as long as to format a hundred times, and a Timeline does that for thousands of Activities. */
const formatter = (locale: string, options: Intl.DateTimeFormatOptions) => {
  const known = new Map<string, Intl.DateTimeFormat>();
  return (at: Date, timeZone: string): string => {
    const made = known.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
    known.set(timeZone, made);
    return made.format(at);
  };
};

const TIME = { hour: '2-digit', minute: '2-digit' } as const;
const DAY_AND_TIME = { day: 'numeric', month: 'short', year: 'numeric', ...TIME } as const;

/** `20 Nov 2026, 16:04 UTC`; the zone as people know it, so that no time stands without one. */
export const absoluteTime = formatter('en-GB', { ...DAY_AND_TIME, timeZoneName: 'short' });

/** For columns, where the zone stands in the head of the page: `20 Nov 2026, 16:04`. */
export const columnTime = formatter('en-GB', DAY_AND_TIME);

export const clockTime = formatter('en-GB', TIME);

/** A day of the zone as `2026-11-20`: what the API's `from` and `to` take, and what charts group by. */
export const dayOf = formatter('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });

const longDay = formatter('en-GB', { dateStyle: 'full' });

/** `Friday, 20 November 2026` of a day such as `2026-11-20`. */
export const dayHeading = (day: string): string => longDay(new Date(`${day}T00:00:00Z`), 'UTC');

/** `12 min ago`, `in 3 h 48 min`; null from a day on, when the absolute time says more. */
export const relativeTime = (at: Date, now: Date): string | null => {
  const ms = at.getTime() - now.getTime();
  const away = Math.abs(ms);
  if (away >= DAY_MS) return null;
  if (away < MINUTE_MS) return ms > 0 ? 'in less than a minute' : 'just now';
  const hours = Math.floor(away / HOUR_MS);
  const minutes = Math.floor((away % HOUR_MS) / MINUTE_MS);
  const words = hours === 0 ? `${minutes} min` : minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
  return ms > 0 ? `in ${words}` : `${words} ago`;
};

/** `1 h 02 min`, `1 min 12 s`, `4 s`. */
export const durationWords = (seconds: number): string => {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) return `${hours} h ${String(minutes).padStart(2, '0')} min`;
  if (minutes > 0) return `${minutes} min ${String(rest).padStart(2, '0')} s`;
  return `${rest} s`;
};
