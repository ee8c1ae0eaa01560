import { type CursorScope, type CursorShape, decodeCursor } from '@gong-timeline/contracts';
import { ProblemError } from '../http/problem-error';

/**
 * What a page token of this list stands for, each part as its shape says; null without one. The scope names method,
 * tenant and arguments: a token of anything else is refused.
 */
export const pageKey = (
  scope: CursorScope,
  pageToken: string,
  shapes: readonly CursorShape[],
): readonly string[] | null => {
  if (pageToken === '') return null;
  const key = decodeCursor(scope, pageToken, shapes);
  if (key !== null) return key;
  const message = 'expected the next_page_token of a page of this very list';
  throw new ProblemError('request.invalid', `page_token: ${message}`, [{ field: 'page_token', message }]);
};
