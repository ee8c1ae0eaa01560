import { MalformedItem } from './malformed-item';

/** ISO 8601 with an offset. */
const GONG_TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-](\d{2}):\d{2})$/;
/** PostgreSQL takes no larger one, and the world has none beyond 14. */
const LARGEST_OFFSET_HOURS = 15;

/**
 * A time as Gong gave it, offset and all. JavaScript takes the 30th of February for the 2nd of March; PostgreSQL takes
 * neither that nor the year 0, and the call would end as a dead letter with all its content.
 */
export const readTime = (value: string | null | undefined, field: string): string => {
  if (value === null || value === undefined) throw new MalformedItem(field, 'is missing');
  const text = value.trim();
  const [, day = '', , , , offsetHours = '0'] = GONG_TIME.exec(text) ?? [];
  if (Number(offsetHours) <= LARGEST_OFFSET_HOURS && isDay(day) && !Number.isNaN(Date.parse(text))) return text;
  throw new MalformedItem(field, 'expected a time in ISO 8601 with an offset');
};

const isDay = (day: string): boolean => {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && !day.startsWith('0000') && new Date(time).toISOString().startsWith(day);
};
