const DAY_MS = 24 * 60 * 60 * 1000;
const GMT_OFFSET = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** Those found to be one: asking costs 60 µs, which every list would pay. More than these are only spellings. */
const zones = new Set<string>(['UTC']);
const MOST_ZONES = 2_000;

export const isTimeZone = (name: string): boolean => {
  if (zones.has(name)) return true;
  try {
    if (new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone === '') return false;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
  if (zones.size < MOST_ZONES) zones.add(name);
  return true;
};

/** The one used last: to make one takes as long as to read a hundred offsets, and a log has a million times of one zone. */
let offsets: { readonly timeZone: string; readonly format: Intl.DateTimeFormat } | null = null;
const offsetFormat = (timeZone: string): Intl.DateTimeFormat => {
  if (offsets?.timeZone !== timeZone)
    offsets = { timeZone, format: new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }) };
  return offsets.format;
};

/** How far the clocks of a time zone were ahead of UTC then. */
const offsetMs = (at: Date, timeZone: string): number => {
  const parts = offsetFormat(timeZone).formatToParts(at);
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = GMT_OFFSET.exec(text) ?? [];
  const ahead = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -ahead : ahead;
};

/** `2026-03-03T13:00:00.000+01:00`; with `Z` where the clocks show UTC. */
export const timeIn = (at: Date, timeZone: string): string => {
  const ahead = timeZone === 'UTC' ? 0 : offsetMs(at, timeZone);
  if (ahead === 0) return at.toISOString();
  const minutes = Math.trunc(Math.abs(ahead) / 60_000);
  const two = (number: number): string => String(number).padStart(2, '0');
  const offset = `${ahead < 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
  return new Date(at.getTime() + ahead).toISOString().replace('Z', offset);
};

/** Which day it is there then, as YYYY-MM-DD. */
export const dayOf = (at: Date, timeZone: string): string =>
  new Date(at.getTime() + offsetMs(at, timeZone)).toISOString().slice(0, 10);

/** The first moment of a day there: an hour late where the clocks go forward at midnight. */
export const beginOf = (day: string, timeZone: string): Date => {
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  const [first, second] = [midnight - DAY_MS, midnight + DAY_MS]
    .map((around) => new Date(midnight - offsetMs(new Date(around), timeZone)))
    .sort((a, b) => a.getTime() - b.getTime()) as [Date, Date];
  return dayOf(first, timeZone) === day ? first : second;
};

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);
