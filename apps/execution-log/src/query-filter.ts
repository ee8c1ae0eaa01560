import { type CursorScope, type CursorShape, decodeCursor } from '@gong-timeline/contracts';
import { ProblemError } from '@gong-timeline/runtime';
import type { Parsed } from './job/job-filter';

export const DEFAULT_LIMIT = 50;

export const invalid = (field: string, message: string): ProblemError =>
  new ProblemError('request.invalid', `${field}: ${message}`, [{ field, message }]);

export const notATimeZone = (field: string): ProblemError =>
  invalid(field, 'expected the IANA name of a time zone, such as Europe/Berlin');

/** Null when the filter is not asked for. */
export const filter = <T>(field: string, text: string | undefined, parse: (text: string) => Parsed<T>): T | null => {
  if (text === undefined) return null;
  const parsed = parse(text);
  if ('fault' in parsed) throw invalid(field, parsed.fault);
  return parsed.value;
};

/** What a cursor of this list stands for, each part as its shape says; null without a cursor. */
export const cursorKey = (
  scope: CursorScope,
  cursor: string | undefined,
  shapes: readonly CursorShape[],
): readonly string[] | null => {
  if (cursor === undefined) return null;
  const key = decodeCursor(scope, cursor, shapes);
  if (key === null) throw invalid('query.cursor', 'expected the nextCursor of a page of this very list');
  return key;
};

export const UUID_SHAPE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const CALL_ID_SHAPE = /^[0-9]{1,20}$/;
