export type TimeZoneChoice = 'utc' | 'local';
/** An IANA name, as the API takes it in `timeZone`. */
export const zoneName = (choice: TimeZoneChoice): string =>
  choice === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `20 Nov 2026, 16:04 UTC`; the zone as people know it, so that no time stands without one. */
export const absoluteTime = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);

/** For columns, where the zone stands in the head of the page: `20 Nov 2026, 16:04`. */
export const columnTime = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);

export const clockTime = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at);

/** A day of the zone as `2026-11-20`: what the API's `from` and `to` take, and what charts group by. */
export const dayOf = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

/** `Friday, 20 November 2026` of a day such as `2026-11-20`. */
export const dayHeading = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'full' }).format(new Date(`${day}T00:00:00Z`));

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
