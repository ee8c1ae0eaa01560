import { GongError } from '../http/gong-error';

/** A cursor as given, or null for a first page. */
export function parseCursor(raw: unknown): string | null {
  if (raw === undefined || raw === null || raw === '') return null;
  if (typeof raw !== 'string') throw new GongError(400, 'cursor: must be a string');
  return raw;
}
