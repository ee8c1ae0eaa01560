import { twoDigits } from '../world/digits';

const dayMs = 86_400_000;
const dates = new Map<number, string>();

/**
 * A moment as Gong writes it: local time with a numeric offset, and 6, 3 or no digits of fraction, as Java prints them
 * (`2019-10-18T14:03:37.041977-07:00`, `2023-10-17T21:21:39.277+02:00`, `2026-08-30T03:00:00-07:00`).
 */
export function formatGongTime(micros: number, offsetMinutes: number): string {
  const utcMs = Math.floor(micros / 1000);
  const fraction = micros - Math.floor(micros / 1_000_000) * 1_000_000;
  const localMs = utcMs + offsetMinutes * 60_000;
  const day = Math.floor(localMs / dayMs);
  const seconds = Math.floor((localMs - day * dayMs) / 1000);
  const clock = `${twoDigits(Math.floor(seconds / 3600))}:${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
  return `${date(day)}T${clock}${formatFraction(fraction)}${formatOffset(offsetMinutes)}`;
}

/** Microseconds since 1970 of an ISO-8601 time with an offset or Z; null when it is not one. */
export function parseGongTime(text: string): number | null {
  const parts = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})$/.exec(text);
  if (!parts) return null;
  const offset = parts[3] as string;
  const zone = offset === 'Z' || offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
  const wholeMs = Date.parse(`${parts[1]}${zone}`);
  if (Number.isNaN(wholeMs)) return null;
  return wholeMs * 1000 + Number((parts[2] ?? '').padEnd(6, '0').slice(0, 6));
}

function date(day: number): string {
  let text = dates.get(day);
  if (text === undefined) {
    text = new Date(day * dayMs).toISOString().slice(0, 10);
    if (dates.size > 20_000) dates.clear();
    dates.set(day, text);
  }
  return text;
}

function formatFraction(micros: number): string {
  if (micros === 0) return '';
  const digits = String(1_000_000 + micros).slice(1);
  return `.${micros % 1000 === 0 ? digits.slice(0, 3) : digits}`;
}

function formatOffset(minutes: number): string {
  const absolute = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(absolute / 60))}:${twoDigits(absolute % 60)}`;
}
