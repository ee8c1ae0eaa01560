import { MalformedItem } from './malformed-item';

const GONG_ID = /^[0-9]{1,20}$/;

/**
 * A Gong id as text; null when missing. A number is taken only while JavaScript holds it exactly: beyond 2^53 the
 * parser has already rounded it, and it would name another call.
 */
export const readId = (value: unknown, field: string): string | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && value >= 0) return String(value);
    throw new MalformedItem(field, 'expected an id as text, got a number that JSON cannot hold exactly');
  }
  if (typeof value !== 'string') throw new MalformedItem(field, 'expected an id as text');
  const id = value.trim();
  if (!GONG_ID.test(id)) throw new MalformedItem(field, 'expected an id of 1 to 20 digits');
  return id;
};
